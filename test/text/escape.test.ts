// Nothing untrusted breaks out of the language it is shown in: named cases for what people write, properties for
// what an attacker writes.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  codeSpan,
  link,
  markdown,
  mermaidLabel,
  oneLine,
  openMetricsLabel,
  subjectText,
} from '../../src/text/escape.ts';

const SERVER = 'https://github.com/';

const NASTY = [
  ...'| \\ ` ``` < > <b> </td> <!-- --> <script> & &lt; &#64; [ ]( ![ ](http://e.co) * __ ~~ $ --- === {{'.split(
    ' ',
  ),
  ...'@alice @ #12 # GH-12 gh- https:// www. :// a@b.co % ; , : / ! ( ) %% %%{init}%% gantt 7 é 😀 x'.split(
    ' ',
  ),
  ...'- |+ |1. |2) |# |> |fixes |Closes: |section |title |click | '.split('|'),
  ...`'"\n\r\t\u202e\u200b\u2028`,
  '##[',
  '\\u{5b}',
  '\ud800',
];
const untrusted = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.oneof(fc.constantFrom(...NASTY), fc.string({ maxLength: 3 })), maxLength: 12 }),
);

/** What a reader of Markdown sees: backslashes and entities resolved, without the zero-width spaces. */
function read(text: string): string {
  return text
    .replaceAll('&#8203;', '')
    .replace(
      /\\([!-/:-@[-`{-~])|&#(\d+);/g,
      (_, escaped: string | undefined, code: string) => escaped ?? String.fromCodePoint(Number(code)),
    );
}

/** Cells of a table row: parted by pipes that no backslash precedes. */
function cells(row: string): string[] {
  return row.split(/(?<!\\)\|/).slice(1, -1);
}

describe('markdown', () => {
  test.each([
    ['plain words', 'database migration', 'database migration'],
    ['a pipe', 'a|b', 'a&#124;b'],
    ['a backtick', 'a`b', 'a&#96;b'],
    ['emphasis', '*a* _b_ ~c~', '\\*a\\* \\_b\\_ \\~c\\~'],
    ['a link', '[a](https://e.co)', '\\[a\\](https:&#8203;//e.co)'],
    ['an image', '![a](b)', '\\!\\[a\\](b)'],
    ['HTML', '<script>', '&#60;script&#62;'],
    ['an entity', '&lt;', '&#38;lt;'],
    ['a mention', 'ask @alice', 'ask @&#8203;alice'],
    ['a reference', 'see #12', 'see \\#&#8203;12'],
    ['a reference in letters', 'see GH-12, gh-3', 'see GH-&#8203;12, gh-&#8203;3'],
    ['an address', 'https://e.co', 'https:&#8203;//e.co'],
    ['an address without a scheme', 'www.e.co', 'www&#8203;.e.co'],
    ['a list mark', '- a', '\\- a'],
    ['a number of a list', '1. a', '1\\. a'],
    ['a heading', '# a', '\\#&#8203; a'],
    ['an underline', '===', '\\==='],
    ['mathematics', '$x$', '&#36;x&#36;'],
    ['two lines', 'a\r\n\tb', 'a b'],
    ['hidden direction', 'a\u202eb', 'ab'],
    ['nothing', ' \n ', ''],
  ])('escapes %s', (_, text, expected) => {
    expect(markdown(text)).toBe(expected);
  });

  test('shows what was written, and nothing but text', () => {
    fc.assert(
      fc.property(untrusted, (text) => {
        const shown = markdown(text, 1000);
        expect(read(shown)).toBe(oneLine(text, 1000));
        expect(shown).not.toMatch(/[<>|`$\n\r]/);
        expect(shown.replace(/\\./gu, 'x')).not.toMatch(/[*_[\]~!]|^[-+=]|^\d+[.)]/);
        expect(shown).not.toMatch(/@[\w-]|#\d(?!\d*;)|GH-\d|:\/\/|www\./i);
        expect(shown.replace(/&#\d+;/g, '')).not.toContain('&');
      }),
    );
  });

  test('is cut to a number of characters before it is escaped', () => {
    expect(markdown('|'.repeat(300), 3)).toBe('&#124;&#124;…');
    expect(markdown('😀😀😀', 2)).toBe('😀…');
  });
});

describe('a row of a table', () => {
  test('keeps its cells whatever is in them', () => {
    fc.assert(
      fc.property(untrusted, untrusted, (text, other) => {
        const row = `| ${markdown(text)} | ${codeSpan(other)} | ${link(text, other, other)} | end |`;
        expect(row).not.toMatch(/[\n\r]/);
        expect(cells(row)).toHaveLength(4);
        expect(cells(row).at(-1)).toBe(' end ');
      }),
    );
  });
});

describe('codeSpan', () => {
  test.each([
    ['a branch', 'feature/#12_x', '`feature/#12_x`'],
    ['a backtick', 'a`b', '<code>a&#96;b</code>'],
    ['a pipe', 'a|<b>', '<code>a&#124;&#60;b&#62;</code>'],
    ['nothing', '', '—'],
  ])('shows %s', (_, text, expected) => {
    expect(codeSpan(text)).toBe(expected);
  });

  test('can be copied as it was', () => {
    fc.assert(
      fc.property(untrusted, (text) => {
        const [, ticked, tagged] =
          /^(?:`([^`|]*)`|<code>([^<>|`]*)<\/code>)$/.exec(codeSpan(text, 1000)) ?? [];
        expect(ticked ?? (tagged === undefined ? '' : read(tagged))).toBe(oneLine(text, 1000));
      }),
    );
  });
});

describe('link', () => {
  test.each([
    [
      'an address',
      'run 1',
      'https://github.com/a/b/actions/runs/1',
      '[run 1](https://github.com/a/b/actions/runs/1)',
    ],
    ['brackets', 'a]', 'https://github.com/(x)|y z', '[a\\]](https://github.com/%28x%29%7Cy%20z)'],
    ['a script', 'run', 'javascript:alert(1)', 'run (javascript:alert(1))'],
    ['a user name', 'run', 'https://github.com@e.co/', 'run (https:&#8203;//github.com@&#8203;e.co/)'],
    ['another server', 'run', 'https://e.co/a', 'run (https:&#8203;//e.co/a)'],
    ['another scheme', 'run', 'http://github.com/a', 'run (http:&#8203;//github.com/a)'],
    ['another port', 'run', 'https://github.com:8443/a', 'run (https:&#8203;//github.com:8443/a)'],
    ['a longer host', 'run', 'https://github.com.e.co/a', 'run (https:&#8203;//github.com.e.co/a)'],
    ['a folder above', 'run', 'https://github.com/../a', '[run](https://github.com/a)'],
    [
      'an endless address',
      'run',
      `https://github.com/${'a'.repeat(2000)}`,
      `run (https:&#8203;//github.com/${'a'.repeat(180)}…)`,
    ],
    ['no address', 'run', '', 'run'],
  ])('handles %s', (_, label, url, expected) => {
    expect(link(label, url, SERVER)).toBe(expected);
  });

  test.each([
    ['https://ghe.test', 'https://ghe.test/a', '[run](https://ghe.test/a)'],
    ['https://ghe.test/git', 'https://ghe.test/git/a', '[run](https://ghe.test/git/a)'],
    ['https://ghe.test/git', 'https://ghe.test/git/../a', 'run (https:&#8203;//ghe.test/git/../a)'],
    ['https://ghe.test/git', 'https://ghe.test/gitea', 'run (https:&#8203;//ghe.test/gitea)'],
    ['', 'https://github.com/a', 'run (https:&#8203;//github.com/a)'],
    ['javascript:x', 'javascript:x/a', 'run (javascript:x/a)'],
  ])('leads below the server %s only', (server, url, expected) => {
    expect(link('run', url, server)).toBe(expected);
  });

  test('leads to no other place whatever is in it', () => {
    fc.assert(
      fc.property(
        untrusted,
        fc.oneof(
          untrusted,
          untrusted.map((end) => `https://github.com/${end}`),
        ),
        (label, url) => {
          const address = /(?<!\\)\]\(([^)]*)\)$/.exec(link(label, url, SERVER))?.[1];
          if (address !== undefined) expect(address).toMatch(/^https:\/\/github\.com\/[\w:/?#%.,;=~+-]*$/);
        },
      ),
    );
  });
});

describe('a text of any length', () => {
  test('is cut before it is looked at, and says so', () => {
    const looked = 16_384;
    expect(oneLine('x'.repeat(looked), Number.POSITIVE_INFINITY)).toBe('x'.repeat(looked));
    expect(oneLine('x'.repeat(looked + 1), Number.POSITIVE_INFINITY)).toBe(`${'x'.repeat(looked)}…`);
    // What is beyond is not even looked at: these are removed, so that the last one would be shown otherwise.
    expect(oneLine(`${'\u200b'.repeat(looked)}x`, Number.POSITIVE_INFINITY)).toBe('…');
    expect(subjectText(`${'@'.repeat(looked)}x`)).toBe('…');
  });

  test('is gone through once, however many signs could begin a reference', () => {
    const signs = '#'.repeat(80_000);
    expect(subjectText(signs)).toBe(`${'#'.repeat(199)}…`);
    expect(subjectText(`${'#'.repeat(1000)}1`)).toBe('1');
    expect(subjectText(`${signs}1`)).toBe(`${'#'.repeat(199)}…`);
    // No look ahead over a run of signs: it would begin anew at each of them.
    expect(subjectText.toString()).not.toMatch(/[+*]\)?\(\?[=!]/);
  });

  test.each(['\u200b', '\u202e', '\u{e0041}', '\u3164', '\ufe0f', '\u034f', '\u00ad'])(
    'has no character that cannot be seen: %j',
    (hidden) => {
      expect(oneLine(`a${hidden}b`)).toBe('ab');
    },
  );

  test.each(['\u0000', '\u0085', '\u009f', '\u2028', '\u2029', '\t'])('has a space for %j', (control) => {
    expect(oneLine(`a${control}b`)).toBe('a b');
  });
});

describe('subjectText', () => {
  test.each([
    ['a number', 'broken by #12', 'broken by 12'],
    ['two signs', '##12', '12'],
    ['a closing keyword', 'fixes #12, closes GH-7', 'fixes 12, closes GH 7'],
    [
      'an address that closes',
      'fixes https://github.com/a/b/issues/1',
      'fixes https: //github.com/a/b/issues/1',
    ],
    ['a mention', 'ask @alice', 'ask alice'],
    ['an address of mail', 'bob@example.com', 'bob at example.com'],
    ['a trailer', 'x\n\nskip-checks: false', 'x skip-checks: false'],
  ])('takes the effect from %s', (_, text, expected) => {
    expect(subjectText(text)).toBe(expected);
  });

  test('has no effect whatever it says', () => {
    fc.assert(
      fc.property(untrusted, fc.integer({ min: 1, max: 60 }), (text, max) => {
        const shown = subjectText(text, max);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(shown).not.toMatch(/@|#\d|GH-\d|:\/\//i);
        expect(Array.from(shown).length).toBeLessThanOrEqual(max);
      }),
    );
  });
});

describe('mermaidLabel', () => {
  test.each([
    ['a branch', 'feature/login', 'feature/login'],
    ['signs of the language', 'a: b; c, d # e %% "f"', 'a b c d e f'],
    ['a keyword', 'section 2', '· section 2'],
    ['a date', '2026-11-20', '· 2026-11-20'],
    // Which is a letter to an expression that heeds no case.
    ['a lone mark', '\u{345}', '· \u{345}'],
    ['nothing', '::', '?'],
  ])('writes %s', (_, text, expected) => {
    expect(mermaidLabel(text)).toBe(expected);
  });

  test('holds no sign of the language', () => {
    fc.assert(
      fc.property(untrusted, (text) => {
        expect(mermaidLabel(text)).toMatch(/^(?:\?|[\p{L}·][\p{L}\p{M}\p{N} ._/()…-]*)$/u);
        expect(mermaidLabel(text)).not.toMatch(/^(?:section|title|gantt|click)|--/i);
      }),
    );
  });
});

describe('openMetricsLabel', () => {
  test('is read back as it was', () => {
    fc.assert(
      fc.property(untrusted, (text) => {
        const written = openMetricsLabel(text);
        expect(written).not.toMatch(/##\[|\p{C}|(?<!\\)(?:\\\\)*"/u);
        const value = written.replace(/\\(.)/g, '$1');
        const back = value.replace(/\\u\{(.+?)\}/g, (_, code: string) =>
          String.fromCodePoint(Number.parseInt(code, 16)),
        );
        expect(back).toBe(text.toWellFormed());
      }),
    );
  });

  test.each([
    ['a name', 'release/1.2 #[1]\\', 'release/1.2 #[1]\\\\'],
    ['a command', 'a##[error]b', 'a##\\\\u{5b}error]b'],
    ['a command, pieced together', '#\u200d#[error]', '#\\\\u{200d}#[error]'],
    ['the end of a line', 'a\r::error::b', 'a\\\\u{d}::error::b'],
    ['what looks the same', 'a##\\u{5b}', 'a##\\\\u{5c}u{5b}'],
  ])('shows %s', (_, text, expected) => {
    expect(openMetricsLabel(text)).toBe(expected);
  });
});
