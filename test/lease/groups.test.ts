// The stack that the names of merge groups describe, true or forged.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  above,
  isStackKnown,
  stackBelow,
  stackOf,
  STACK_KEPT,
  type MergeGroup,
} from '../../src/lease/groups.ts';

/** The group `head` on `parent`. */
function on(parent: string, head: string): MergeGroup {
  return { ref: `refs/heads/gh-readonly-queue/main/pr-${head}-${parent}`, head, parent, pullRequest: 1 };
}

const heads = (groups: readonly MergeGroup[]): string[] => groups.map((group) => group.head);

const A = on('main', 'a');
const B = on('a', 'b');
const C = on('b', 'c');

describe('above', () => {
  it.each<[string, MergeGroup[], string, string[]]>([
    ['finds those directly above', [A, B], 'a', ['b']],
    ['finds those further above', [C, A, B], 'a', ['b', 'c']],
    ['finds both of two groups on the same one', [A, B, on('a', 'd')], 'a', ['b', 'd']],
    ['finds nothing above the highest', [A, B, C], 'c', []],
    ['finds nothing above a commit that nobody sits on', [A, B], 'unknown', []],
    ['finds those above a commit that is no group itself', [B, C], 'a', ['b', 'c']],
    ['never finds the group itself in a forged cycle', [on('b', 'a'), B], 'a', ['b']],
    ['ends in a forged cycle above', [A, on('c', 'b'), C, on('a', 'b')], 'a', ['b', 'c', 'b']],
    ['ignores a group that claims to sit on itself', [on('a', 'a')], 'a', []],
  ])('%s', (_, groups, head, expected) => {
    expect(heads(above(groups, head)).toSorted()).toEqual(expected.toSorted());
  });
});

describe('stackOf', () => {
  it.each<[string, MergeGroup[], string, string[]]>([
    ['lists those below, lowest first, and the group itself', [C, A, B], 'c', ['a', 'b', 'c']],
    ['ends at a commit that is no group', [B, C], 'c', ['b', 'c']],
    ['is empty for a commit that is no group', [A, B], 'main', []],
    ['leaves out what sits above', [A, B, C], 'a', ['a']],
    ['goes round a forged cycle once', [on('c', 'a'), B, C], 'b', ['c', 'a', 'b']],
    ['ends at a group that claims to sit on itself', [on('a', 'a')], 'a', ['a']],
    ['is the group alone where two name the same commit below them', [A, B, on('a', 'x')], 'b', ['b']],
    ['follows the first of two names with the same head', [A, on('x', 'a'), B], 'b', ['a', 'b']],
  ])('%s', (_, groups, head, expected) => {
    expect(heads(stackOf(groups, head))).toEqual(expected);
  });
});

describe('isStackKnown', () => {
  it.each<[string, MergeGroup[], boolean]>([
    ['where each sits on a commit of its own', [A, B, C], true],
    ['not where two name the same commit', [A, B, on('main', 'x')], false],
    ['not where two above it do', [A, B, C, on('b', 'x')], false],
    ['not where one below it sits on what another one sits on, too', [on('main', 'x'), A, B], false],
    ['where the two are of no stack of its own', [A, B, on('old', 'x'), on('old', 'y')], true],
    ['where there is none', [], true],
  ])('%s', (_, groups, expected) => {
    expect(isStackKnown(groups, 'b')).toBe(expected);
  });
});

describe('stackBelow', () => {
  it.each<[string, MergeGroup[], string, string[]]>([
    ['lists the heads below, lowest first, without the own one', [C, A, B], 'c', ['a', 'b']],
    ['is empty at the bottom', [A, B], 'a', []],
    ['is empty where the stack is not known', [A, B, on('a', 'x')], 'b', []],
  ])('%s', (_, groups, head, expected) => {
    expect(stackBelow(groups, head)).toEqual(expected);
  });

  it('lists the nearest ones only', () => {
    const groups = Array.from({ length: 150 }, (_, number) => on(`${number}`, `${number + 1}`));
    const below = stackBelow(groups, '150');
    expect(below).toHaveLength(STACK_KEPT);
    expect([below[0], below.at(-1)]).toEqual(['50', '149']);
  });
});

describe('forged names', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const anyGroups = fc.array(
    fc.tuple(name, name).map(([parent, head]) => on(parent, head)),
    { maxLength: 8 },
  );

  it('never make above list a group twice, or the head itself', () => {
    fc.assert(
      fc.property(anyGroups, name, (groups, head) => {
        const found = above(groups, head);
        expect(new Set(found).size).toBe(found.length);
        expect(heads(found)).not.toContain(head);
      }),
    );
  });

  it('never make stackOf break the chain from parent to head', () => {
    fc.assert(
      fc.property(anyGroups, name, (groups, head) => {
        const stack = stackOf(groups, head);
        expect(new Set(stack).size).toBe(stack.length);
        for (const [index, each] of stack.entries()) {
          expect(each.head).toBe(stack[index + 1]?.parent ?? head);
        }
      }),
    );
  });
});
