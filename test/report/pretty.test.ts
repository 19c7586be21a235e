import { describe, expect, it } from 'vitest';
import { type PrettyOptions, renderPretty } from '../../src/report/pretty.ts';
import { SourceFile } from '../../src/text/source.ts';
import { application, configuration, diagnostic, folderReport, label, postReport, report } from './reports.ts';

const plain: PrettyOptions = { colorLevel: 0, width: 80, verbose: false, quiet: false, mode: 'lint' };
const file = new SourceFile('app/pm_static.yml', 'a:\n  address: 0x0\n  sise: 0x1000\n');
const here = label(file, 'a:', 'this one');

describe('the report of a folder', () => {
  it('shows frames over several files, the argument in order, the fix to paste and what was checked', async () => {
    await expect(renderPretty(folderReport, plain)).toMatchFileSnapshot('__snapshots__/folder.txt');
  });

  it('fits a narrow terminal', async () => {
    await expect(renderPretty(folderReport, { ...plain, width: 50 })).toMatchFileSnapshot('__snapshots__/narrow.txt');
  });

  it('says the same in colours', () => {
    const coloured = renderPretty(folderReport, { ...plain, colorLevel: 1 });
    expect(coloured).toContain('\x1b[31m\x1b[1merror[external-flash/mcuboot-driver]');
    expect(coloured.replace(/\x1b\[\d+m/g, '')).toBe(renderPretty(folderReport, plain));
  });
});

describe('the report of a post', () => {
  it('says what was taken as what, words findings as conditional and puts the files to create together', async () => {
    const text = renderPretty(postReport, { ...plain, mode: 'diagnose' });
    await expect(text).toMatchFileSnapshot('__snapshots__/post.txt');
  });

  it('lists all when asked', async () => {
    const text = renderPretty(postReport, { ...plain, mode: 'diagnose', verbose: true });
    await expect(text).toMatchFileSnapshot('__snapshots__/post-verbose.txt');
  });
});

describe('a finding', () => {
  const finding = (changes: Parameters<typeof diagnostic>[1], count = 1): string => {
    const configurations = Array.from({ length: count }, (_, index) => configuration({ id: `board${index}` }));
    return renderPretty(
      report({ applications: [application({ configurations })], diagnostics: [diagnostic(here, changes)] }),
      { ...plain, quiet: true },
    );
  };

  it('shows what a fix changes in a line that exists', () => {
    const fix = {
      title: 'rename the key',
      safety: 'safe' as const,
      edits: [{ kind: 'replace' as const, span: label(file, 'sise', '').span, text: 'size' }],
    };
    expect(finding({ fixes: [fix] })).toContain(`
  = fix (safe): rename the key
      app/pm_static.yml:3
      -   sise: 0x1000
      +   size: 0x1000
`);
  });

  it('makes several changes of one line together', () => {
    const replace = (words: string, text: string) => ({
      kind: 'replace' as const,
      span: label(file, words, '').span,
      text,
    });
    const fix = {
      title: 'repair',
      safety: 'unsafe' as const,
      edits: [replace('0x1000', '0x2000'), replace('sise', 'size')],
    };
    expect(finding({ fixes: [fix] })).toContain('-   sise: 0x1000\n      +   size: 0x2000\n');
  });

  it('does not repeat a long text that stands above', () => {
    const text = '&spi0 {\n\tflash {\n\t\ta;\n\t\tb;\n\t\tc;\n\t};\n};\n';
    const edits = [{ kind: 'append' as const, path: 'boards/a.overlay', text, creates: true }];
    const fixes = [{ title: 'create boards/a.overlay', safety: 'safe' as const, edits }];
    const second = diagnostic(here, { rule: 'b/c', fixes });
    const printed = renderPretty(report({ diagnostics: [diagnostic(here, { fixes }), second] }), {
      ...plain,
      quiet: true,
    });
    expect(printed.slice(printed.indexOf('error[b/c]'))).toContain(`
  = fix (safe): create boards/a.overlay
      (as above, for partition/overlap)
`);
  });

  it('calls further fixes alternatives, and names the files that their titles do not', () => {
    const append = (path: string, creates: boolean) => ({ kind: 'append' as const, path, text: 'X=y\n', creates });
    const fixes = [
      { title: 'turn it on', safety: 'safe' as const, edits: [append('prj.conf', false)] },
      { title: 'turn it on for this board', safety: 'unsafe' as const, edits: [append('boards/a.conf', true)] },
    ];
    expect(finding({ fixes })).toContain(`
  = fix (safe): turn it on
      prj.conf
      + X=y
  = or (unsafe): turn it on for this board
      new file boards/a.conf
      + X=y
`);
  });

  it('names the configurations it was found in where there are several', () => {
    expect(finding({ configurations: ['board0'] })).not.toContain('found in');
    expect(finding({ configurations: ['board0', 'board2'] }, 3)).toContain(
      '= found in 2 of 3 configurations: board0, board2\n',
    );
    expect(finding({ configurations: ['board0', 'board1'] }, 2)).toContain('= found in all 2 configurations\n');
  });

  it('cites arguments of the build and assumptions', () => {
    const because = [
      { text: 'there is one more fragment', origin: { kind: 'argument' as const, text: '-DEXTRA_CONF_FILE=a.conf' } },
      {
        text: 'the default is n',
        origin: { kind: 'assumed' as const, text: 'NCS 2.5.1 is taken to behave as NCS 2.4.0' },
      },
      { text: 'so it is off' },
    ];
    expect(finding({ because, confidence: 'likely' })).toContain(`
  = because (1) there is one more fragment
      given to the build: -DEXTRA_CONF_FILE=a.conf
  = because (2) the default is n
      assumed: NCS 2.5.1 is taken to behave as NCS 2.4.0
  = because (3) so it is off
  = assumed: NCS 2.5.1 is taken to behave as NCS 2.4.0
`);
  });

  it('never lets a name of the linted project reach the terminal as more than text', () => {
    const evil = new SourceFile('a\x1b[2J.yml', 'x\x9b31m: \u202e1\n');
    const text = renderPretty(
      report({ diagnostics: [diagnostic(label(evil, 'x', 'a\nb'), { message: 'the name \x1b]0;\x07 is odd' })] }),
      { ...plain, quiet: true },
    );
    expect(text).toBe(`error[partition/overlap]: the name \\x1b]0;\\x07 is odd
 --> a\\x1b[2J.yml:1:1
  |
1 | x\\x9b31m: \\u{202e}1
  | ^ a b
  |
  = docs: docs/rules.md#partition/overlap
`);
  });
});

describe('the summary', () => {
  it('says that there was nothing to check', () => {
    const empty = report({ applications: [], skipped: [{ path: 'big.yml', why: 'larger than 8 MiB' }] });
    const said =
      'Nothing to check: no application of the nRF Connect SDK was found.\nSkipped: big.yml: larger than 8 MiB\n';
    expect(renderPretty(empty, plain)).toBe(said);
    expect(renderPretty(empty, { ...plain, quiet: true })).toBe(said);
  });

  it('says that nothing was found', () => {
    expect(renderPretty(report(), plain)).toMatch(/^Nothing to report; 2 files checked\.\n\nChecked:\n/);
    expect(renderPretty(report(), { ...plain, quiet: true })).toBe('');
  });

  it('stands under headings where there are several applications', async () => {
    const applications = [
      application({ root: 'samples/a' }),
      application({
        root: 'samples/b',
        configurations: ['one', 'two', 'three', 'four'].map((id) => configuration({ id })),
      }),
    ];
    const diagnostics = [
      diagnostic(here, { application: 'samples/b', configurations: ['two'] }),
      diagnostic(here, { application: 'samples/a' }),
    ];
    await expect(renderPretty(report({ applications, diagnostics }), plain)).toMatchFileSnapshot(
      '__snapshots__/applications.txt',
    );
  });

  it('leaves out information when only problems are wanted', () => {
    const diagnostics = [diagnostic(here, { severity: 'info' }), diagnostic(here, { severity: 'warning' })];
    const text = renderPretty(report({ diagnostics }), { ...plain, quiet: true });
    expect(text).toMatch(/^warning/);
    expect(text).not.toContain('info');
  });

  it('calls a rule that failed a bug of ncslint, also when only problems are wanted', () => {
    const failures = [
      { rule: 'a/b', configuration: 'board', error: 'TypeError: x is undefined\n    at check (a.js:1)' },
    ];
    expect(renderPretty(report({ failures }), { ...plain, quiet: true })).toBe(
      `ncslint failed in the rule a/b (configuration board). This is a bug of ncslint.
The other rules were run. To report it, paste these lines and what ncslint
--version prints:
    TypeError: x is undefined
    at check (a.js:1)
`,
    );
  });

  it('names a few files that were skipped, and all when asked', () => {
    const skipped = Array.from({ length: 12 }, (_, index) => ({ path: `f${index}`, why: 'not UTF-8' }));
    expect(renderPretty(report({ skipped }), plain)).toContain('Skipped: f9: not UTF-8\nSkipped: 2 more; --verbose');
    expect(renderPretty(report({ skipped }), { ...plain, verbose: true })).toContain('Skipped: f11: not UTF-8\n');
  });
});
