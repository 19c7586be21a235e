import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { lint } from '../../src/lint/lint.ts';
import { Workspace } from '../../src/project/workspace.ts';
import { memoryFiles } from '../../src/text/memory-files.ts';
import { below } from '../../src/text/paths.ts';
import { type Files, findings, folder, lintFiles, pretty, shippedKnowledge } from '../linting.ts';

const example = folder(fileURLToPath(new URL('../../examples/originating-case', import.meta.url)));
const mistakes: Files = {
  'prj.conf': 'CONFIG_FLASH=y\nCONFIG_FLASH=n\n\nCONFIG_LOG y\nCONFIG_A="x\n',
  'pm_static.yml':
    'app:\n  address: 0x0\n  size: 0x1000\nother:\n  address: 0x800\n  size: 0x1000\n  regoin: flash_primary\nother:\n  size: 1.5\n',
  'boards/nrf52840dk_nrf52840.overlay':
    '#define A \\\n\t1\n/ {\n\ta = <A>\n\tb = "x";\n};\n\n&spi0 {\n\tstatus = "okay";\n};\n',
};

const changed = (files: Files, change: (text: string) => string): Files =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [path, change(text)]));

describe.each([
  ['the originating case', example],
  ['an application full of mistakes', mistakes],
])('%s is found the same', (_, files) => {
  const expected = findings(lintFiles(files));

  it('for somebody', () => expect(expected.length).toBeGreaterThan(3));

  it.each([
    ['with the line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ['without a last line end', (text: string) => text.replace(/\n$/, '')],
    ['with blanks at the ends of lines', (text: string) => text.replace(/(?<!\\)\n/g, ' \n')],
  ])('%s', (_, change) => expect(findings(lintFiles(changed(files, change)))).toEqual(expected));

  it('with the line ends of Windows, in the very same words', () => {
    const words = (report: ReturnType<typeof lintFiles>) =>
      report.diagnostics.map(({ message, help }) => [message, help]);
    const windows = lintFiles(changed(files, (text) => text.replaceAll('\n', '\r\n')));
    expect(words(windows)).toEqual(words(lintFiles(files)));
    expect(pretty(windows)).not.toContain('\\r');
  });

  it('on a drive with a letter', () => {
    const root = 'C:/Users/Jörg/my app';
    const onDrive = memoryFiles(
      Object.fromEntries(Object.entries(files).map(([path, text]) => [`${root}/${path}`, text])),
    );
    const workspace = new Workspace(onDrive, [root], (path) => below(root, path) ?? path);
    const report = lint(workspace, { paths: [root], facts: shippedKnowledge });
    expect(findings(report)).toEqual(expected);
    expect(pretty(report)).not.toContain('\\');
    expect(report).toMatchObject({ failures: [], skipped: [] });
  });
});

describe('a build argument of Windows', () => {
  it('may have backslashes', () => {
    const files = { 'prj.conf': '', 'extra/more.conf': 'CONFIG_LOG y\n' };
    const report = lintFiles(files, { buildArguments: ['-DEXTRA_CONF_FILE=extra\\more.conf'] });
    expect(findings(report)).toEqual(['error kconfig/syntax extra/more.conf:1']);
  });
});

describe('the disk of Node', () => {
  it('reads what the memory reads', () => {
    const path = fileURLToPath(new URL('../../examples/originating-case/prj.conf', import.meta.url));
    expect(example['prj.conf']).toBe(readFileSync(path, 'utf8'));
  });
});
