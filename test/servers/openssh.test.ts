// The store on plain git behind OpenSSH.
import { afterAll, describe, expect, it } from 'vitest';
import { UnavailableError } from '../../src/lease/errors.ts';
import { describeGit } from '../store/git-contract.ts';
import { OpenSshPlace } from './openssh.ts';
import { itRaces } from './rounds.ts';

const place = OpenSshPlace.open(process.env['SERVERS_SSHD']!);
afterAll(async () => (await place)[Symbol.asyncDispose]());

describeGit('OpenSSH', true, () => place);

describe('OpenSSH', () => {
  itRaces('OpenSSH', () => place);

  it('turns whoever it does not know away', async () => {
    const { url } = await place;
    const stranger = await (await place).store({ url: url.replace(/\/\/.*@/, '//stranger@') });
    const failed = await stranger.read().catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(UnavailableError);
    expect(failed).toMatchObject({ lasting: true, message: expect.stringContaining('Permission denied') });
  });
});
