// Reading the lock branch: its head and every file of that head, by one query.
//
// What lies under leases/ and does not have the name of a lease's document is no concern of the board, and stays where
// it is.
import type { BranchName, Version } from '../../lease/identifiers.ts';
import * as z from 'zod';
import { EMPTY_BOARD, LOCK_PATH, unreadableError } from '../../lease/board.ts';
import type { Client, Repository } from '../../github/client.ts';
import {
  describeErrors,
  purposeIn,
  repositoryNotFound,
  unavailable,
  unexpected,
  type Purpose,
} from '../../github/faults.ts';
import { boardOf, type File, type Origins } from '../files.ts';
import type { CallOptions, Snapshot } from '../store.ts';

/** The lock branch, and what reads and writes it. */
export interface Place {
  readonly client: Client;
  readonly repository: Repository;
  readonly branch: BranchName;
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
  ref: z
    .object({ target: z.object({ oid: z.string(), tree: z.object({ entries: z.array(entrySchema) }) }) })
    .nullable(),
});

/**
 * Reads the board; `head: null` where there is no such branch. Every lease comes in one answer, so its size grows with
 * their number: some kilobytes for each, thousands of them take seconds.
 */
export async function readBoard(place: Place, origins: Origins, options: CallOptions): Promise<Snapshot> {
  const { ref } = await askBranch(place, BOARD_QUERY, boardSchema, {}, options);
  if (ref === null) return { head: null, board: EMPTY_BOARD };
  const { oid, tree } = ref.target;
  return { head: oid, board: boardOf(filesOf(place, oid, tree.entries), origins) };
}

/** What reading is for, in the messages of errors. */
export function purposeOf({ repository, branch }: Place): Purpose {
  return purposeIn(repository, `reading the branch ${branch}`, 'contents: read');
}

/** Asks one query about the branch; what its answer says of the repository. */
export async function askBranch<T>(
  place: Place,
  document: string,
  schema: z.ZodType<T>,
  variables: Readonly<Record<string, unknown>>,
  options: CallOptions,
): Promise<T> {
  const { client, repository, branch } = place;
  const purpose = purposeOf(place);
  const { owner, repo: name } = repository;
  const all = { owner, name, ref: `refs/heads/${branch}`, ...variables };
  const { answer, data, errors } = await client.query({ document, variables: all, purpose, ...options });
  const parsed = z.object({ repository: schema.nullable() }).safeParse(data);
  if (parsed.data?.repository === null && errors.every(({ type }) => type === 'NOT_FOUND'))
    throw repositoryNotFound(purpose);
  if (errors.length > 0) throw unavailable(purpose, describeErrors(errors));
  if (!parsed.data?.repository) throw unexpected(answer, purpose, parsed.error);
  return parsed.data.repository;
}

function filesOf({ branch }: Place, head: Version, entries: readonly z.output<typeof entrySchema>[]): File[] {
  const folder = entries.find(({ name }) => name === 'leases');
  if (folder !== undefined && folder.type !== 'tree')
    throw unreadableError({ branch, head, path: 'leases' }, 'it is not a folder');
  const documents = folder?.object?.entries ?? [];
  const lock = entries.filter(({ name }) => name === LOCK_PATH);
  return [
    ...documents.map((file): File => [`leases/${file.name}`, textOf(file)]),
    ...lock.map((file): File => [LOCK_PATH, textOf(file)]),
  ];
}

function textOf({ object }: z.output<typeof fileSchema>): string | null {
  return object?.isTruncated === true || object?.isBinary === true ? null : (object?.text ?? null);
}
