// The limit of a step summary.
import { describe, expect, it } from 'vitest';
import { boundedSummary, SUMMARY_LIMIT } from '../../src/action/summary.ts';

describe('boundedSummary', () => {
  it('leaves what fits as it is', () => {
    expect(boundedSummary('# Leases\n')).toBe('# Leases\n');
    expect(boundedSummary('é'.repeat(50), 100)).toBe('é'.repeat(50));
  });

  it('cuts after a whole line and says so', () => {
    const text = boundedSummary('é line\n'.repeat(100), 100);
    expect(text).toMatchInlineSnapshot(`
      "é line
      é line
      é line
      é line
      é line

      _The rest is cut: GitHub shows no longer summary._
      "
    `);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(100);
  });

  it('keeps to the limit of GitHub', () => {
    const bytes = Buffer.byteLength(boundedSummary('| cell | cell |\n'.repeat(100_000)));
    expect(bytes).toBeLessThanOrEqual(SUMMARY_LIMIT);
    expect(bytes).toBeGreaterThan(SUMMARY_LIMIT - 100);
  });

  it('shows nothing of a single line that is too long', () => {
    expect(boundedSummary('x'.repeat(200), 100).trim()).toBe(
      '_The rest is cut: GitHub shows no longer summary._',
    );
  });
});
