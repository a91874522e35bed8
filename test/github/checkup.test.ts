// The rules of a branch as GitHub tells them, and the removal of the branch of a checkup.
import { expect, it } from 'vitest';
import { gitHubCheckup } from '../../src/github/checkup.ts';
import { PermissionError, UnavailableError } from '../../src/lease/errors.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { API, connected, REPOSITORY, useServer } from './api.ts';

const { serve } = useServer();
const RULES = `${API}/repos/octo/product/rules/branches/*`;
const REFS = `${API}/repos/octo/product/git/refs/*`;

function checkup(branch = 'ref-lease') {
  const { client, clock } = connected();
  const probe = new MemoryStore();
  return gitHubCheckup({ client, repository: REPOSITORY, branch, probe, clock });
}

it('tells the kinds of rules', async () => {
  const requests = serve('get', RULES, { body: [{ type: 'update' }, { type: 'deletion', parameters: {} }] });
  expect(await checkup().rules()).toEqual(['update', 'deletion']);
  expect(requests[0]?.url).toContain('/rules/branches/ref-lease?');
});

it.each([
  ['ref-lease', ['ref-lease-2', 'ref-lease/old'], 'ref-lease/old'],
  ['locks/ref-lease', ['locks', 'locksmith'], 'locks'],
  ['locks/ref-lease', ['locks/ref', 'locks/ref-lease-2', 'locksmith'], null],
])('tells which branch keeps %s from being made', async (branch, there, inTheWay) => {
  const body = there.map((name) => ({ ref: `refs/heads/${name}` }));
  const requests = serve('get', `${API}/repos/octo/product/git/matching-refs/*`, { body });
  expect(await checkup(branch).inTheWay()).toBe(inTheWay);
  expect(requests[0]?.url).toMatch(new RegExp(`/matching-refs/heads%2F${branch.split('/')[0]}$`));
});

it('leaves it to the first write to tell that a repository has no commit', async () => {
  const message = 'Git Repository is empty.';
  serve('get', `${API}/repos/octo/product/git/matching-refs/*`, { status: 409, body: { message } });
  expect(await checkup().inTheWay()).toBeNull();
});

it('tells the time that an answer has told', async () => {
  const doctor = checkup();
  expect(doctor.apiTime()).toBeNull();
  serve('get', RULES, { body: [], headers: { date: 'Fri, 20 Nov 2026 10:00:00 GMT' } });
  await doctor.rules();
  expect(doctor.apiTime()).toBeGreaterThanOrEqual(Date.parse('2026-11-20T10:00:00Z') / 1000);
});

it('rejects where the rules are not told', async () => {
  serve('get', RULES, { status: 404, body: { message: 'Not Found' } });
  await expect(checkup().rules()).rejects.toThrow(PermissionError);
});

it('removes the branch, or says that it could not', async () => {
  serve('delete', REFS, { status: 204 }, { status: 422, body: { message: 'Cannot delete this branch.' } });
  const doctor = checkup();
  await expect(doctor.remove()).resolves.toBeUndefined();
  await expect(doctor.remove()).rejects.toThrow(UnavailableError);
  expect(checkup().now()).toBeGreaterThan(1_700_000_000);
});
