import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { formatNames } from '../../src/cli/format-names.ts';
import { formats } from '../../src/cli/formats.ts';
import type { Diagnostic } from '../../src/diagnostic/diagnostic.ts';
import type { Report } from '../../src/diagnostic/report.ts';
import type { FormatContext, Render } from '../../src/report/format.ts';
import { SourceFile } from '../../src/text/source.ts';
import { arbitraryReport } from './arbitrary-reports.ts';
import { application, diagnostic, folderReport, label, postReport, report } from './reports.ts';

// The schema of SARIF is the official one (2.1.0-rtm.5, which became the standard). There is none of GitLab's report,
// Checkstyle's and JUnit's that its owner publishes: what is asked of them here is what their documentation says.

const require = createRequire(import.meta.url);
const schemaOf = (path: string) => JSON.parse(readFileSync(require.resolve(path), 'utf8'));
// Written for draft 04; of what changed since then it uses the `id` in front only.
const { id: _, $schema: __, ...sarifSchema } = schemaOf('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const sarifFormats = { uri: /^[a-z][a-z0-9+.-]*:[!-~]*$/i, 'uri-reference': /^[!-~]*$/, 'date-time': /^\d{4}-/ };
const isSarif = new Ajv({ strict: false, unicodeRegExp: false, formats: sarifFormats }).compile(sarifSchema);
const isGitlab = new Ajv({ strict: true }).compile({
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string' },
      fingerprint: { type: 'string', pattern: '^[0-9a-f]{16}(:\\d+)?$' },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string' },
          lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } },
        },
      },
    },
  },
});

const rule = (id: string) =>
  ({ id, severity: 'error', summary: `a \`rule\``, why: '**Why**\n\nnot', sources: ['a:1'] }) as const;
const context: FormatContext = {
  tool: { name: 'ncslint', version: '0.1.0' },
  rules: ['external-flash/mcuboot-driver', 'partition/overlap', 'external-flash/jedec-id'].map(rule),
  ruleUrl: (id) => `https://example.org/${id}`,
  fromRepository: (path) => path,
  textOf: () => undefined,
  fails: ({ severity }) => severity === 'error',
};

const render: Record<string, Render> = Object.fromEntries(
  await Promise.all(Object.entries(formats).map(async ([name, load]) => [name, await load()] as const)),
);
const as = (format: string, one: Report, changes: Partial<FormatContext> = {}): string =>
  render[format]!(one, { ...context, ...changes });
const json = (format: string, one: Report, changes?: Partial<FormatContext>) => JSON.parse(as(format, one, changes));

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** The document that a parser of XML reads, which accepts nothing that is not well-formed. */
function xml(text: string): Element {
  const top: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  const parser = new SaxesParser();
  parser.on('error', (error) => expect.fail(error.message));
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, children: [], text: '' };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on('text', (more) => (open.at(-1)!.text += more));
  parser.on('closetag', () => open.pop());
  parser.write(text).close();
  return top.children[0]!;
}

const allOf = (element: Element, name: string): Element[] =>
  element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...allOf(child, name)]);

const file = new SourceFile('app/prj.conf', 'CONFIG_A=y\nCONFIG_B y\nCONFIG_B y\n');
const finding = (changes: Partial<Diagnostic> = {}, words = 'CONFIG_B y') =>
  diagnostic(label(file, words, 'here'), {
    message: 'CONFIG_B has no value',
    rule: 'external-flash/jedec-id',
    ...changes,
  });
const many = (count: number, changes: Partial<Diagnostic> = {}): Report =>
  report({ diagnostics: Array.from({ length: count }, () => finding(changes)) });

describe('every format', () => {
  it('can be written', () => expect(Object.keys(render)).toEqual(formatNames.filter((name) => name !== 'pretty')));

  it('holds 10,000 findings', () => {
    const one = many(10_000);
    expect(isSarif(json('sarif', one))).toBe(true);
    expect(isGitlab(json('gitlab', one))).toBe(true);
    expect(new Set(json('gitlab', one).map(({ fingerprint }: { fingerprint: string }) => fingerprint)).size).toBe(
      10_000,
    );
    expect(allOf(xml(as('checkstyle', one)), 'error')).toHaveLength(10_000);
    expect(allOf(xml(as('junit', one)), 'failure')).toHaveLength(10_000);
    expect(as('compact', one).split('\n')).toHaveLength(10_001);
    expect(as('jsonl', one).split('\n')).toHaveLength(10_001);
    expect(as('github', one).split('\n')).toHaveLength(12);
    expect(as('markdown', one)).toContain('9500 more findings are not shown.');
  });

  it('is valid for any report, whatever its texts hold', () => {
    fc.assert(
      fc.property(arbitraryReport({ fixes: true }), (one) => {
        expect(isSarif(json('sarif', one)), JSON.stringify(isSarif.errors?.slice(0, 3))).toBe(true);
        expect(xml(as('junit', one)).name).toBe('testsuites');
        expect(xml(as('checkstyle', one)).name).toBe('checkstyle');
        expect(as('compact', one).trimEnd().split('\n')).toHaveLength(Math.max(1, one.diagnostics.length));
        for (const line of as('jsonl', one).split('\n').slice(0, -1)) expect(JSON.parse(line)).toHaveProperty('rule');
        expect(json('gitlab', one)).toHaveLength(one.diagnostics.length);
        const rows = as('markdown', one)
          .split('\n')
          .filter((line) => line.startsWith('| '));
        expect(rows).toHaveLength(one.diagnostics.length > 0 ? one.diagnostics.length + 1 : 0);
        for (const row of rows) expect(row.match(/(?<!\\)(?:\\\\)*\|/g)).toHaveLength(4);
        for (const line of as('github', one).split('\n').slice(0, -1))
          expect(line).toMatch(
            /^::(error|warning|notice) file=[^:,]+,line=\d+,endLine=\d+,(col=\d+,endColumn=\d+,)?title=[^:,]+::/,
          );
      }),
    );
  });

  it.each(formatNames.filter((name) => name !== 'pretty'))(
    '(%s) sends nothing to a terminal or a build server',
    (name) => {
      fc.assert(
        fc.property(arbitraryReport({ fixes: true }), (one) => {
          const text = as(name, one);
          expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029]|\p{Cs}/u);
          if (name !== 'github') expect(text).not.toMatch(/^\s*::/m);
          expect(text).not.toMatch(/##\[|##vso\[/);
        }),
      );
    },
  );
});

describe('SARIF', () => {
  const [run] = json('sarif', folderReport).runs;
  const [first, second, third] = run.results;

  it.each([
    ['a folder', folderReport],
    ['a post', postReport],
    ['nothing', report({ applications: [] })],
    ['a failure', report({ failures: [{ rule: 'a/b', configuration: 'c', error: 'd' }] })],
  ])('of %s agrees with its schema', (_, one) => {
    isSarif(json('sarif', one));
    expect(isSarif.errors).toBeNull();
  });

  it('declares all rules, with their page and text for a viewer', () => {
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(context.rules.map(({ id }) => id));
    expect(run.tool.driver.rules[0]).toMatchObject({
      name: 'ExternalFlashMcubootDriver',
      shortDescription: { text: 'a rule' },
      help: { text: expect.stringContaining('Why'), markdown: expect.stringContaining('**Why**') },
      helpUri: 'https://example.org/external-flash/mcuboot-driver',
      defaultConfiguration: { level: 'error' },
    });
    expect(first.ruleIndex).toBe(0);
  });

  it('tells the chain of causes as a code flow, up to the finding', () => {
    const steps = first.codeFlows[0].threadFlows[0].locations.map(
      ({ location }: { location: { physicalLocation: { artifactLocation: object } } }) =>
        location.physicalLocation.artifactLocation,
    );
    expect(steps).toEqual([
      { uri: 'boards/nrf52840dk_nrf52840.overlay', uriBaseId: '%SRCROOT%' },
      { uri: 'prj.conf', uriBaseId: '%SRCROOT%' },
      { uri: 'bootloader/mcuboot/boot/zephyr/boards/nrf52840dk_nrf52840.conf', uriBaseId: 'NCS-2.4.0' },
      { uri: 'child_image/mcuboot.conf', uriBaseId: '%SRCROOT%' },
      { uri: 'pm_static.yml', uriBaseId: '%SRCROOT%' },
    ]);
    expect(Object.keys(run.originalUriBaseIds)).toEqual(['%SRCROOT%', 'NCS-2.4.0']);
  });

  it('names related places', () => {
    expect(second.relatedLocations).toEqual([
      {
        id: 0,
        physicalLocation: {
          artifactLocation: { uri: 'pm_static.yml', uriBaseId: '%SRCROOT%' },
          region: { startLine: 3, startColumn: 3, endLine: 3, endColumn: 25 },
        },
        message: { text: 'the slot is there' },
      },
    ]);
  });

  it('offers fixes: a new file from its first character, more lines behind the last', () => {
    const change = (region: object, text: string) => [
      {
        artifactLocation: { uri: 'child_image/mcuboot.conf', uriBaseId: '%SRCROOT%' },
        replacements: [{ deletedRegion: region, insertedContent: { text } }],
      },
    ];
    const at = (line: number, column: number) => ({
      startLine: line,
      startColumn: column,
      endLine: line,
      endColumn: column,
    });
    expect(third.fixes[0].artifactChanges).toEqual(change(at(1, 1), 'CONFIG_BOOT_MAX_IMG_SECTORS=256\n'));
    const more = finding({
      fixes: [
        {
          title: 'add',
          safety: 'safe',
          edits: [{ kind: 'append', path: 'child_image/mcuboot.conf', text: 'CONFIG_X=y\n', creates: false }],
        },
      ],
    });
    const told = json('sarif', report({ diagnostics: [more] }), { textOf: () => 'A=y\r\nB=y' }).runs[0].results[0];
    expect(told.fixes[0].artifactChanges).toEqual(change(at(2, 4), '\r\nCONFIG_X=y\r\n'));
  });

  it('has fingerprints that only the second of two equal findings differs in', () => {
    const { results } = json('sarif', many(2)).runs[0];
    expect(results.map((result: { partialFingerprints: object }) => result.partialFingerprints)).toEqual([
      { 'ncslint/v1': '0123456789abcdef' },
      { 'ncslint/v1': '0123456789abcdef:2' },
    ]);
  });

  it('writes no link and no gap that a stranger thought of', () => {
    const { message } = json('sarif', many(1, { message: 'a [click](1) {0} [b] {c}' })).runs[0].results[0];
    expect(message.text).toBe('a \\[click\\](1) {{0}} [b] {c}');
  });

  it('writes odd paths as addresses', () => {
    const odd = new SourceFile('ä b/#1?/c:d%.conf', 'x');
    const { results } = json('sarif', report({ diagnostics: [diagnostic(label(odd, 'x', ''))] })).runs[0];
    expect(results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('%C3%A4%20b/%231%3F/c%3Ad%25.conf');
    const absolute = json('sarif', report({ diagnostics: [finding()] }), { fromRepository: (path) => `/x/${path}` });
    expect(absolute.runs[0].results[0].locations[0].physicalLocation.artifactLocation).toEqual({
      uri: 'file:///x/app/prj.conf',
    });
  });

  it('says that it failed, and why', () => {
    const [{ invocations }] = json('sarif', report({ skipped: [{ path: 'a', why: 'is a pipe', fails: true }] })).runs;
    expect(invocations[0].executionSuccessful).toBe(false);
    expect(invocations[0].toolExecutionNotifications[0].message.text).toBe('a is a pipe');
    expect(run.invocations[0].executionSuccessful).toBe(true);
  });
});

describe('annotations of GitHub', () => {
  it('say where, what and why, in one line', () => {
    expect(as('github', report({ diagnostics: [finding({ help: '100 % sure,\nsee: below' })] }))).toBe(
      '::error file=app/prj.conf,line=2,endLine=2,col=1,endColumn=11,title=external-flash/jedec-id::' +
        'CONFIG_B has no value%0Ahelp: 100 %25 sure,\\nsee: below%0Adocs/rules.md#partition/overlap\n',
    );
  });

  it('are ten, the worst, and a word about the others', () => {
    const all = [...many(9, { severity: 'info' }).diagnostics, ...many(3).diagnostics];
    const lines = as('github', report({ diagnostics: all }))
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual([
      ...Array(3).fill('::error'),
      ...Array(8).fill('::notice'),
    ]);
    expect(lines.at(-1)).toBe('::notice title=ncslint::2 more findings: see the log of this step');
  });

  it('count paths from the root of the repository', () => {
    expect(as('github', many(1), { fromRepository: (path) => `fw/${path}` })).toContain('file=fw/app/prj.conf,');
  });
});

describe('the job summary', () => {
  it('is a table, worst first, with the flash map below', async () => {
    const text = as('markdown', folderReport, { flashMap: 'nrf52840dk\n  app 0x0\n' });
    await expect(text).toMatchFileSnapshot('__snapshots__/folder.md');
  });

  it('shows what strangers wrote as they wrote it', () => {
    const message = '<img src=x> | `a` [b](https://x.y) ![c](d)\n# e';
    const text = as('markdown', many(1, { message }), { flashMap: '```\n<b>' });
    expect(text).toContain('&lt;img src=x&gt; \\| \\`a\\` \\[b\\]\\(https&#58;//x.y\\) \\!\\[c\\]\\(d\\)\\\\n\\# e');
    expect(text).toContain('````text\n```\n<b>\n````');
  });
});

describe('Code Quality of GitLab', () => {
  it.each([
    ['a folder', folderReport],
    ['a post', postReport],
    ['nothing', report()],
  ])('of %s has what GitLab reads', (_, one) => {
    isGitlab(json('gitlab', one));
    expect(isGitlab.errors).toBeNull();
  });

  it('counts paths from the root of the repository', () => {
    const [issue] = json('gitlab', many(1), { fromRepository: (path) => `fw/${path}` });
    expect(issue).toMatchObject({
      severity: 'critical',
      check_name: 'external-flash/jedec-id',
      location: { path: 'fw/app/prj.conf', lines: { begin: 2, end: 2 } },
    });
  });
});

describe('a report of JUnit', () => {
  const one = report({
    applications: [application({ root: 'app', notChecked: [{ rule: 'partition/overlap', missing: ['the board'] }] })],
    diagnostics: [finding({ application: 'app' }), finding({ application: 'app', severity: 'warning' })],
    failures: [{ rule: 'partition/overlap', configuration: 'x', error: 'Error: ]]>\n  at y' }],
  });

  it('has a case for each finding and each rule, and counts them right', () => {
    const top = xml(as('junit', one));
    expect(top.attributes).toEqual({ name: 'ncslint', tests: '4', failures: '1', errors: '1' });
    const [suite] = top.children;
    expect(suite!.attributes).toMatchObject({ name: 'app', tests: '3', failures: '1', skipped: '1' });
    const cases = suite!.children.map(({ attributes, children }) => [attributes.name, children[0]?.name]);
    expect(cases).toEqual([
      ['external-flash/jedec-id app/prj.conf:2:1', 'failure'],
      ['external-flash/jedec-id app/prj.conf:2:1', 'skipped'],
      ['external-flash/mcuboot-driver', undefined],
    ]);
    expect(allOf(top, 'error')[0]!.text).toBe('Error: ]]>\n  at y');
  });

  it('says what a rule would need to decide', () => {
    const [skipped] = allOf(xml(as('junit', { ...one, failures: [] })), 'skipped').slice(-1);
    expect(skipped!.attributes.message).toBe('needs the board');
  });
});

describe('a report of Checkstyle', () => {
  it('groups by file', () => {
    const top = xml(as('checkstyle', folderReport));
    expect(top.children.map(({ attributes, children }) => [attributes.name, children.length])).toEqual([
      ['pm_static.yml', 2],
      ['boards/nrf52840dk_nrf52840.overlay', 1],
    ]);
    expect(top.children[0]!.children[0]!.attributes).toMatchObject({
      line: '3',
      column: '3',
      severity: 'error',
      source: 'ncslint.external-flash.mcuboot-driver',
    });
  });
});

describe('one-liners', () => {
  it('read as those of a compiler', () => {
    expect(as('compact', many(1))).toBe('app/prj.conf:2:1: error: CONFIG_B has no value [external-flash/jedec-id]\n');
  });

  it('are findings of the JSON report', () => {
    const lines = as('jsonl', folderReport).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(json('json', folderReport).diagnostics);
  });
});
