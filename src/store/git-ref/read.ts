// Reading the lock branch: its head and every file of that head, by one query.
//
// A file is understood on its own. What lies under leases/ and does not have the name of a lease's document is no
// concern of the board, and stays where it is.
import * as z from 'zod';
import {
  EMPTY_BOARD,
  isUnreadable,
  leaseOf,
  LOCK_PATH,
  parseDocument,
  parseLock,
  unreadableError,
  type Board,
  type Unreadable,
} from '../../lease/board.ts';
import type { LeaseDocument } from '../../lease/schema.ts';
import type { Client, GraphqlAnswer, Repository } from '../../github/client.ts';
import { describeErrors, repositoryNotFound, unavailable, type Purpose } from '../../github/faults.ts';
import type { CallOptions, Snapshot } from '../store.ts';
import type { Origins } from './files.ts';

/** The lock branch, and what reads it. */
export interface Place {
  readonly client: Client;
  readonly repository: Repository;
  readonly branch: string;
  readonly origins: Origins;
}

/** The query of {@link readBoard}. */
export const BOARD_QUERY = `
  query Board($owner: String!, $name: String!, $ref: String!) {
    repository(owner: $owner, name: $name) {
      ref(qualifiedName: $ref) {
        target {
          oid
          ... on Commit {
            tree {
              entries {
                name
                type
                object {
                  ... on Blob { text isTruncated isBinary }
                  ... on Tree {
                    entries { name type object { ... on Blob { text isTruncated isBinary } } }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
`;

const blobSchema = z.object({
  text: z.string().nullish(),
  isTruncated: z.boolean().nullish(),
  isBinary: z.boolean().nullish(),
});
const fileSchema = z.object({ name: z.string(), type: z.string(), object: blobSchema.nullish() });
const entrySchema = fileSchema.extend({
  object: blobSchema.extend({ entries: z.array(fileSchema).nullish() }).nullish(),
});
const boardSchema = z.object({
  repository: z
    .object({
      ref: z
        .object({
          target: z.object({
            oid: z.string(),
            tree: z.object({ entries: z.array(entrySchema) }),
          }),
        })
        .nullable(),
    })
    .nullable(),
});

type File = z.output<typeof fileSchema>;

/**
 * Reads the board; `head: null` where there is no such branch. Every lease comes in one answer, so its size grows with
 * their number: some kilobytes for each, thousands of them take seconds.
 */
export async function readBoard(place: Place, options: CallOptions): Promise<Snapshot> {
  const { client, repository, branch } = place;
  const purpose = purposeOf(place);
  const variables = { owner: repository.owner, name: repository.repo, ref: `refs/heads/${branch}` };
  const found = parse(await client.query({ document: BOARD_QUERY, variables, purpose, ...options }), purpose);
  if (found.ref === null) return { head: null, board: EMPTY_BOARD };
  const { oid, tree } = found.ref.target;
  return { head: oid, board: boardOf(place, oid, tree.entries) };
}

/** What reading is for, in the messages of errors. */
export function purposeOf({ repository, branch }: Pick<Place, 'repository' | 'branch'>): Purpose {
  return {
    doing: `reading the branch ${branch}`,
    repository: `${repository.owner}/${repository.repo}`,
    permission: 'contents: read',
  };
}

function parse({ data, errors }: GraphqlAnswer, purpose: Purpose) {
  const parsed = boardSchema.safeParse(data);
  if (parsed.data?.repository === null && errors.every((error) => error.type === 'NOT_FOUND'))
    throw repositoryNotFound(purpose);
  if (errors.length > 0) throw unavailable(purpose, describeErrors(errors));
  if (!parsed.data?.repository) throw unavailable(purpose, 'its answer was not expected', parsed.error);
  return parsed.data.repository;
}

function boardOf(place: Place, head: string, entries: readonly z.output<typeof entrySchema>[]): Board {
  const leases = new Map<string, LeaseDocument | Unreadable>();
  const folder = entries.find(({ name }) => name === 'leases');
  if (folder !== undefined && folder.type !== 'tree')
    throw unreadableError({ branch: place.branch, head, path: 'leases' }, 'it is not a folder');
  for (const file of folder?.object?.entries ?? []) {
    const path = `leases/${file.name}`;
    const lease = leaseOf(path);
    if (lease === null) continue;
    const text = textOf(file);
    leases.set(lease, remembered(place.origins, path, text, parseDocument(lease, text)));
  }
  const lock = entries.find(({ name }) => name === LOCK_PATH);
  if (lock === undefined) return { leases, lock: null };
  const text = textOf(lock);
  return { leases, lock: remembered(place.origins, LOCK_PATH, text, parseLock(text)) };
}

function textOf({ object }: File): string | null {
  return object?.isTruncated === true || object?.isBinary === true ? null : (object?.text ?? null);
}

function remembered<T extends object>(
  origins: Origins,
  path: string,
  text: string | null,
  value: T | Unreadable,
): T | Unreadable {
  if (isUnreadable(value)) origins.set(value, { path, text });
  return value;
}
