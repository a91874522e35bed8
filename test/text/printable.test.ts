// Untrusted text cannot become a workflow command.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bounded, json, printable, quoted } from '../../src/text/printable.ts';

describe('printable', () => {
  it.each([
    ['plain text', 'a::b #[1] 100%', 'a::b #[1] 100%'],
    ['a command at the start', '::error::x', ': :error::x'],
    ['a command on a later line', 'x\n  ::add-mask::y', 'x\n  : :add-mask::y'],
    ['a command after a carriage return', 'x\r::error::y', 'x\n: :error::y'],
    ['a command after a line separator', 'x\u2028::error::y', 'x\n: :error::y'],
    ['a command behind invisible characters', '\u200b\u00ad:\u200b:error::x', ': :error::x'],
    ['a command behind a no-break space', '\u00a0::error::x', '\u00a0: :error::x'],
    ['the older form of a command', 'a ##[error]b', 'a ## [error]b'],
    ['the older form, pieced together', '#\u0000#[error]b', '## [error]b'],
    ['escape sequences', '\u001b[31mred', '[31mred'],
    ['bidirectional overrides', 'a\u202eb\u2066c', 'abc'],
    ['a tab', 'a\tb', 'a b'],
  ])('makes %s harmless', (_, text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  it('leaves no line that the runner takes for a command', () => {
    const unit = fc.constantFrom(...':#[ ]\n\r\t\u0085\u200d\u0000', '::', '##[', 'error');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), (given) => {
        const text = printable(given);
        expect(text).not.toContain('##[');
        for (const line of text.split(/[\n\r\u0085\u2028\u2029]/u))
          expect(line.trimStart().startsWith('::')).toBe(false);
      }),
    );
  });
});

describe('json', () => {
  it.each([
    ['the older form of a command', { a: 'x ##[error]y' }, '{"a":"x ##\\u005berror]y"}'],
    ['it, pieced together', ['#\u200d#[error]'], '["#\\u200d#[error]"]'],
    ['a name', { '##[error]': 1 }, '{"##\\u005berror]":1}'],
    ['line separators', 'a\u2028\u0085', '"a\\u2028\\u0085"'],
    ['what is beyond 16 bits', '\u{e0041}', '"\\udb40\\udc41"'],
    ['brackets', [['#[1]']], '[["#[1]"]]'],
  ])('shows %s as text', (_, value, expected) => {
    expect(json(value)).toBe(expected);
  });

  it('is read as the same value, and the runner takes no line of it for a command', () => {
    const unit = fc.constantFrom(...':#[ ]\n\r\t\u0085\u200d\u0000"\\', '::', '##[', '\u{e0041}');
    const text = fc.string({ unit, maxLength: 12 });
    const value = fc.oneof(text, fc.array(text, { maxLength: 3 }), fc.dictionary(text, text, { maxKeys: 3 }));
    fc.assert(
      fc.property(value, fc.constantFrom(0, 2), (given, indentation) => {
        const written = json(given, indentation);
        expect(JSON.parse(written)).toEqual(given);
        expect(written).not.toMatch(/##\[|[^\P{C}\n]|[\u2028\u2029]/u);
        for (const line of written.split('\n')) expect(line.trimStart().startsWith('::')).toBe(false);
      }),
    );
  });
});

describe('quoted', () => {
  it.each([
    ['plain', '"plain"'],
    ['a"b\\c', '"a\\"b\\\\c"'],
    ['a\n\u001b\u202e\u00ad', '"a\\u{a}\\u{1b}\\u{202e}\\u{ad}"'],
    ['x'.repeat(81), `"${'x'.repeat(80)}…"`],
    ['x'.repeat(80), `"${'x'.repeat(80)}"`],
    ['😀'.repeat(81), `"${'😀'.repeat(80)}…"`],
  ])('shows %j on one line', (text, expected) => {
    expect(quoted(text)).toBe(expected);
  });
});

describe('bounded', () => {
  it('cuts what is too long and says so', () => {
    expect(bounded('abcdef', 3)).toBe('abc… (cut)');
    expect(bounded('abc', 3)).toBe('abc');
  });
});
