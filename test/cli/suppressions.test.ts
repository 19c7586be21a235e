import { describe, expect, it } from 'vitest';
import { ncslint, onDisk } from './run.ts';

const report = async (files: Readonly<Record<string, string>>, ...args: string[]) => {
  const { out, code } = await ncslint(['-f', 'json', '--sdk', '2.4.0', ...args], {
    in: onDisk({ '.git/HEAD': '', ...files }),
  });
  const { diagnostics, suppressed } = JSON.parse(out);
  const name = ({ severity, rule, location, help }: Record<string, string & { line: number }>) =>
    `${severity} ${rule}:${location!.line}${help && rule!.startsWith('suppression/') ? ` (${help})` : ''}`;
  return { code, found: diagnostics.map(name), suppressed };
};

describe('a comment ncslint-ignore', () => {
  it('hides a finding of the next line, with its reason', async () => {
    const { code, found, suppressed } = await report({
      'prj.conf': '# ncslint-ignore kconfig/syntax: written by a tool\nCONFIG_A y\n',
    });
    expect({ code, found }).toEqual({ code: 0, found: [] });
    expect(suppressed).toMatchObject([
      { diagnostic: { rule: 'kconfig/syntax' }, by: 'comment', reason: 'written by a tool' },
    ]);
  });

  it.each([
    ['CONFIG_A y # ncslint-ignore kconfig: why\n'],
    ['# ncslint-ignore-file kconfig/syntax: why\n\nCONFIG_B=y\nCONFIG_A y\nCONFIG_C y\n'],
  ])('hides those of its line, or of the file: %j', async (text) => {
    expect((await report({ 'prj.conf': text })).found).toEqual([]);
  });

  it('works in devicetree and YAML', async () => {
    const { found, suppressed } = await report({
      'prj.conf': '',
      'boards/nrf52840dk_nrf52840.overlay': '/* ncslint-ignore devicetree/unknown-label: theirs */\n&nope { };\n',
      'pm_static.yml':
        'app:\n  address: 0x0\n  size: 0x1000\n  # ncslint-ignore partition/unknown-key: ours\n  regoin: x\n',
    });
    expect(found.filter((line: string) => /suppression|unknown-(key|label)/.test(line))).toEqual([]);
    expect(suppressed).toHaveLength(2);
  });

  it('hides nothing of other rules, lines and files', async () => {
    const text =
      '# ncslint-ignore partition/gaps: why\nCONFIG_A y\n# ncslint-ignore kconfig/syntax: why\n\nCONFIG_A=y\nCONFIG_B y\n';
    expect((await report({ 'prj.conf': text })).found).toEqual([
      'error kconfig/syntax:2',
      'error kconfig/syntax:6',
      'warning suppression/unused:3 (delete the comment)',
    ]);
  });

  it('is reported where it hides nothing, but only when everything was looked at', async () => {
    const files = { 'prj.conf': '# ncslint-ignore kconfig/syntax: why\nCONFIG_A=y\n' };
    expect((await report(files)).found).toEqual(['warning suppression/unused:1 (delete the comment)']);
    expect((await report(files, '-b', 'nrf52840dk_nrf52840')).found).toEqual([]);
    expect((await report(files, '--sdk', '2.5.1')).found).toEqual([]);
    const off = { ...files, 'ncslint.yaml': 'rules: { kconfig/syntax: off }\n' };
    expect((await report(off)).found).toEqual([]);
    const silenced = { ...files, 'ncslint.yaml': 'rules: { suppression/unused: off }\n' };
    expect((await report(silenced)).found).toEqual([]);
  });

  it('is reported where it names a rule that nobody knows, or none', async () => {
    const text = '# ncslint-ignore kconfig/sintax: why\n# ncslint-ignore\nCONFIG_A y\n';
    expect((await report({ 'prj.conf': text })).found).toEqual([
      'error kconfig/syntax:3',
      'warning suppression/no-rule:2',
      'warning suppression/unknown-rule:1 (did you mean kconfig/syntax?)',
    ]);
  });

  it('has to say why where the project wants that', async () => {
    const files = { 'prj.conf': '# ncslint-ignore kconfig/syntax\nCONFIG_A y\n' };
    const help = '(write it behind a colon: ncslint-ignore <rule>: <reason>)';
    expect(await report(files)).toMatchObject({ code: 0, found: [`info suppression/no-reason:1 ${help}`] });
    const strict = { ...files, 'ncslint.yaml': 'requireReason: true\n' };
    expect(await report(strict)).toMatchObject({ code: 1, found: [`error suppression/no-reason:1 ${help}`] });
  });

  it('is kept by SARIF as a suppression', async () => {
    const folder = onDisk({ 'prj.conf': '# ncslint-ignore kconfig/syntax: a tool\nCONFIG_A y\n' });
    const [run] = JSON.parse((await ncslint(['-f', 'sarif'], { in: folder })).out).runs;
    expect(run.results[0].suppressions).toEqual([{ kind: 'inSource', justification: 'a tool' }]);
  });

  it('also keeps --fix from repairing', async () => {
    const text = 'CONFIG_A=y\n# ncslint-ignore kconfig/assigned-twice: on purpose\nCONFIG_A=y\n';
    const { err } = await ncslint(['--fix'], { in: onDisk({ 'prj.conf': text }) });
    expect(err).toBe('');
  });
});
