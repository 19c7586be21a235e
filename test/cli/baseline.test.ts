import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ncslint, onDisk, rulesIn } from './run.ts';

const broken = { '.git/HEAD': '', 'app/prj.conf': 'CONFIG_A y\nCONFIG_B=y\nCONFIG_A y\n' };
const known = async (files: Readonly<Record<string, string>> = broken) => {
  const folder = onDisk(files);
  const written = await ncslint(['--update-baseline'], { in: folder });
  return { folder, written };
};
const lint = (folder: string, ...args: string[]) =>
  ncslint(['--baseline', 'ncslint-baseline.json', ...args], { in: folder });

describe('a baseline', () => {
  it('has what is found: a line for each file, rule and kind of line', async () => {
    const { folder, written } = await known();
    expect(written).toEqual({ code: 0, out: '', err: 'ncslint: ncslint-baseline.json knows 2 findings\n' });
    expect(readFileSync(join(folder, 'ncslint-baseline.json'), 'utf8')).toMatch(
      /^\{\n {2}"version": 1,\n {2}"findings": \[\n {4}\{"file":"app\/prj\.conf","rule":"kconfig\/syntax","line":"[0-9a-f]{16}","count":2\}\n {2}\]\n\}\n$/,
    );
  });

  it('keeps quiet about it, wherever it has moved, and from wherever ncslint is started', async () => {
    const { folder } = await known();
    writeFileSync(join(folder, 'app/prj.conf'), '# new\n\n  CONFIG_A y\nCONFIG_A  y\n');
    const { code, out } = await lint(folder);
    expect(code).toBe(0);
    expect(out).toContain('2 known findings are in ncslint-baseline.json.');
    const inside = await ncslint(['--baseline', '../ncslint-baseline.json'], { in: join(folder, 'app') });
    expect(inside.code).toBe(0);
  });

  it('lets new findings through, also more of a kind', async () => {
    const { folder } = await known();
    writeFileSync(join(folder, 'app/prj.conf'), 'CONFIG_A y\nCONFIG_A y\nCONFIG_A y\nCONFIG_C y\n');
    const result = await lint(folder, '-f', 'json');
    expect(result.code).toBe(1);
    expect(rulesIn(result)).toEqual(['kconfig/syntax app/prj.conf:3', 'kconfig/syntax app/prj.conf:4']);
    expect(JSON.parse(result.out).suppressed.map(({ by }: { by: string }) => by)).toEqual(['baseline', 'baseline']);
  });

  it('says what is repaired, and forgets it when asked to', async () => {
    const { folder } = await known();
    writeFileSync(join(folder, 'app/prj.conf'), 'CONFIG_A y\n');
    expect((await lint(folder)).out.replace(/\s+/g, ' ')).toContain(
      '1 of ncslint-baseline.json is no longer found (kconfig/syntax in app/prj.conf); --update-baseline takes it out.',
    );
    await ncslint(['--update-baseline'], { in: folder });
    expect((await lint(folder)).out).not.toContain('no longer found');
  });

  it('may stand in the configuration', async () => {
    const { folder, written } = await known({ ...broken, 'ncslint.yaml': 'baseline: known.json\n' });
    expect(written.err).toContain('known.json knows 2 findings\n');
    expect((await ncslint([], { in: join(folder, 'app') })).code).toBe(0);
  });

  it('may stand beside repairs', async () => {
    const { folder } = await known();
    writeFileSync(join(folder, 'app/prj.conf'), 'CONFIG_A y\nCONFIG_A y\nCONFIG_C=y\nCONFIG_C=y\n');
    const { code, err } = await lint(folder, '--fix');
    expect({ code, err }).toEqual({ code: 0, err: 'ncslint: 1 finding repaired in app/prj.conf\n' });
  });

  it.each([
    ['{}', 'is no baseline; --update-baseline writes a new one'],
    ['{"version": 1, "findings": [{"file": 1}]}', 'is no baseline; --update-baseline writes a new one'],
    ['{"version": 1, "findings": [{"file": "a", "rule": "b", "line": "c", "count": 0}]}', 'is no baseline'],
    ['[', 'is no baseline'],
  ])('that is none is wrong usage: %s', async (text, problem) => {
    const { code, err } = await lint(onDisk({ ...broken, 'ncslint-baseline.json': text }));
    expect(code).toBe(2);
    expect(err).toContain(`ncslint: ncslint-baseline.json ${problem}`);
  });

  it('that does not exist is, too', async () => {
    expect((await lint(onDisk(broken))).err).toBe(
      'ncslint: ncslint-baseline.json does not exist; --update-baseline writes it\n',
    );
  });
});
