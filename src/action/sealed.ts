// Text that lies on the disk of the runner, and that the steps which run there must not read.
//
// The runner keeps the files of all steps until the job ends. It hands ACTIONS_RUNTIME_TOKEN, which stays the same for a
// whole job, to actions and not to scripts (`run:`), so that is what the key is made from.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Env } from './environment.ts';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The text so that only actions of this job can read it; empty where the runner gives no key. */
export function seal(text: string, env: Env): string {
  const key = keyOf(env);
  if (key === null) return '';
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/** The text that an action of this job has sealed; `null` where it is not such a one. */
export function unseal(sealed: string, env: Env): string | null {
  const key = keyOf(env);
  const bytes = Buffer.from(sealed, 'base64');
  if (key === null || bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const [nonce, tag] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)];
  try {
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAuthTag(tag);
    return (
      decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
    );
  } catch {
    return null;
  }
}

function keyOf(env: Env): Uint8Array | null {
  const secret = env['ACTIONS_RUNTIME_TOKEN'] ?? '';
  return secret === '' ? null : new Uint8Array(hkdfSync('sha256', secret, '', 'ref-lease', 32));
}
