// The Node that a step runs on.
import { expect, it } from 'vitest';
import { requireNode } from '../../src/action/requirements.ts';

it.each(['20.20.2', '24.21.0', '100.1.2'])('may be %s', (version) => {
  expect(() => requireNode(version)).not.toThrow();
});

it.each(['18.20.0', '9.11.2'])('may not be %s', (version) => {
  expect(() => requireNode(version)).toThrow(`runs on Node ${version}, and the action is made for Node 24`);
});
