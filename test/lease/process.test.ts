// What a process outside of GitHub registers: a request that no run and no commit stands for, and that a document takes.
import { describe, expect, it } from 'vitest';
import { idOfProcess, NO_COMMIT, registrationOfProcess, type OwnProcess } from '../../src/lease/process.ts';
import { registrationSchema } from '../../src/lease/schema.ts';
import { keyOf } from '../../src/lease/request-key.ts';

const OWN: OwnProcess = {
  name: 'alice@laptop:42',
  actor: 'alice',
  nonce: '0123456789ab',
  ttl: 300,
  takeoverDelay: 30,
};

describe('the registration of a process', () => {
  it('is one that a document takes', () => {
    const registration = registrationOfProcess(OWN);
    expect(registrationSchema.parse(registration)).toEqual(registration);
    expect(registration).toMatchObject({ run_id: 0, head_sha: NO_COMMIT, base_sha: null });
    expect(registration.parameters).toMatchObject({ held_by: 'process', ttl: 300, max_hold: 300 });
  });

  it('says for how long it holds the lease, where nobody renews that', () => {
    expect(registrationOfProcess({ ...OWN, hold: 7200 }).parameters).toMatchObject({
      ttl: 300,
      max_hold: 7200,
    });
  });

  it('has what it is given', () => {
    const given = { headSha: 'a'.repeat(40), headRef: 'refs/heads/main', priority: 2, payload: 'blue' };
    expect(registrationOfProcess({ ...OWN, ...given, url: 'https://ci.example/7' })).toMatchObject({
      head_sha: 'a'.repeat(40),
      head_ref: 'refs/heads/main',
      priority: 2,
      payload: 'blue',
      run_url: 'https://ci.example/7',
    });
  });

  it('has an id of the same form as that of a job, whatever its name', () => {
    const id = idOfProcess({ ...OWN, name: 'a/b c:1' });
    expect(id).toBe('0/1/a%2Fb%20c%3A1/0/x0123456789ab');
    expect(keyOf(`${id}/2`)).toBe(id);
    expect(idOfProcess({ ...OWN, name: 'x'.repeat(999) }).length).toBeLessThan(300);
  });
});
