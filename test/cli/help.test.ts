import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/command-table.ts';
import { helpText } from '../../src/cli/help.ts';
import { options } from '../../src/cli/option-table.ts';
import { parseCommandLine } from '../../src/cli/options.ts';

const topics = [undefined, ...commands.map(({ name }) => name)];

describe('the help', () => {
  it('is what the README shows', async () => {
    await expect(helpText()).toMatchFileSnapshot('__snapshots__/help.txt');
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    expect(readme.replaceAll('\r\n', '\n')).toContain(helpText().trim());
  });

  it('of a command tells what concerns it', async () => {
    await expect(helpText('diagnose')).toMatchFileSnapshot('__snapshots__/help-diagnose.txt');
    expect(helpText('rules')).not.toContain('--board');
  });

  it.each(topics)('(topic %s) fits into 80 columns of ASCII', (topic) => {
    for (const line of helpText(topic).split('\n')) expect(line).toMatch(/^[ -~]{0,80}$/);
  });

  it('names every option', () => {
    const names = options.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    for (const name of names) expect(helpText()).toContain(`--${name}`);
  });

  it('shows examples that work', () => {
    for (const [command] of commands.flatMap(({ examples }) => examples)) {
      expect(parseCommandLine(command.split(' ').slice(1)).name).not.toBe('usage-error');
    }
  });
});

describe('the table of options', () => {
  it('has each name and each letter once', () => {
    const names = options.flatMap(({ name, aliases = [], short }) => [name, ...aliases, ...(short ? [short] : [])]);
    expect(new Set(names).size).toBe(names.length);
  });
});
