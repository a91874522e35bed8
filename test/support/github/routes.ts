// Which REST operations exist, what they need, and how a path is matched to one of them.
//
// Paths are matched still encoded and then decoded, so that `heads%2Fmain` and `heads/main` mean the same, as
// they do to GitHub.
import type { Endpoints } from '@octokit/types';
import type { Answer, Call, Handler } from './contract.ts';
import { getAttempt, getJob, getRun, listJobs } from './rest-actions.ts';
import {
  createBlob,
  createCommit,
  createTree,
  getBlob,
  getCommit,
  getContents,
  getTree,
} from './rest-objects.ts';
import { createRef, deleteRef, getRef, listMatchingRefs, listRules, updateRef } from './rest-refs.ts';
import { compare, getRepository } from './rest-repository.ts';
import type { Permission } from './tokens.ts';

/** One REST operation. `template` is its path as GitHub declares it. */
export interface Route {
  readonly method: string;
  readonly template: string;
  /** Its name in the accounting: `GET git/ref`. */
  readonly operation: string;
  readonly permission: Permission;
  readonly handle: (call: Call) => Promise<Answer>;
}

/** A route and the decoded parts of the path. */
export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

// Parameters that take the rest of the path, slashes included.
const REST_OF_PATH = new Set(['ref', 'path', 'basehead', 'branch']);
const METADATA: Permission = { name: 'metadata', level: 'read' };
const READ: Permission = { name: 'contents', level: 'read' };
const WRITE: Permission = { name: 'contents', level: 'write' };
const ACTIONS: Permission = { name: 'actions', level: 'read' };

const ROUTES: readonly Route[] = [
  route('GET /repos/{owner}/{repo}', 'repository', METADATA, getRepository),
  route('GET /repos/{owner}/{repo}/rules/branches/{branch}', 'rules/branches', METADATA, listRules),
  route('GET /repos/{owner}/{repo}/git/ref/{ref}', 'git/ref', READ, getRef),
  route('GET /repos/{owner}/{repo}/git/matching-refs/{ref}', 'git/matching-refs', READ, listMatchingRefs),
  route('POST /repos/{owner}/{repo}/git/refs', 'git/refs', WRITE, createRef),
  route('PATCH /repos/{owner}/{repo}/git/refs/{ref}', 'git/refs', WRITE, updateRef),
  route('DELETE /repos/{owner}/{repo}/git/refs/{ref}', 'git/refs', WRITE, deleteRef),
  route('POST /repos/{owner}/{repo}/git/trees', 'git/trees', WRITE, createTree),
  route('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', 'git/trees', READ, getTree),
  route('POST /repos/{owner}/{repo}/git/commits', 'git/commits', WRITE, createCommit),
  route('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', 'git/commits', READ, getCommit),
  route('POST /repos/{owner}/{repo}/git/blobs', 'git/blobs', WRITE, createBlob),
  route('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', 'git/blobs', READ, getBlob),
  route('GET /repos/{owner}/{repo}/contents/{path}', 'contents', READ, getContents),
  route('GET /repos/{owner}/{repo}/compare/{basehead}', 'compare', READ, compare),
  route('GET /repos/{owner}/{repo}/actions/jobs/{job_id}', 'actions/jobs', ACTIONS, getJob),
  route('GET /repos/{owner}/{repo}/actions/runs/{run_id}', 'actions/runs', ACTIONS, getRun),
  route(
    'GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}',
    'actions/attempts',
    ACTIONS,
    getAttempt,
  ),
  route(
    'GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs',
    'actions/attempt-jobs',
    ACTIONS,
    listJobs,
  ),
];

const COMPILED = ROUTES.map((entry) => ({ route: entry, pattern: compile(entry.template) }));

/** The operation that a method and an encoded path mean; `null` where there is none. */
export function matchRoute(method: string, path: string): Match | null {
  for (const { route: candidate, pattern } of COMPILED) {
    if (candidate.method !== method) continue;
    const groups = pattern.exec(path)?.groups;
    if (groups === undefined) continue;
    try {
      const decoded = Object.entries(groups).map(([name, text]) => [name, decodeURIComponent(text)]);
      return { route: candidate, params: Object.fromEntries(decoded) as Record<string, string> };
    } catch {
      return null;
    }
  }
  return null;
}

function route<R extends keyof Endpoints>(
  declared: R,
  name: string,
  permission: Permission,
  handle: Handler<R>,
): Route {
  const [method = '', template = ''] = declared.split(' ');
  return { method, template, operation: `${method} ${name}`, permission, handle };
}

function compile(template: string): RegExp {
  const source = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    REST_OF_PATH.has(name) ? `(?<${name}>.*)` : `(?<${name}>[^/]+)`,
  );
  return new RegExp(`^${source}$`);
}
