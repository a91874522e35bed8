// The size of what a job downloads and a step starts: one bundle for each stage.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ACTION_DIR } from '../support/scene.ts';

it.each(['main', 'post'])('has a bundle of less than 2 MB for the stage %s', (stage) => {
  const { size } = statSync(join(ACTION_DIR, 'dist', stage, 'index.js'));
  console.log(`figure: bundle of ${stage}: ${Math.round(size / 1000)} kB`);
  expect(size).toBeLessThan(2_000_000);
  expect(size).toBeGreaterThan(100_000);
});
