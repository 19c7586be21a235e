import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rules } from '../src/rules/index.ts';
import type { Rule } from '../src/rules/rule.ts';
import { type Files, folder } from './linting.ts';

// docs/rules/ is made from the rules and their examples; `npm test -- -u` writes it anew.

describe('pages of the rules', () => {
  test.each(rules)('$id', async (rule) => {
    await expect(page(rule)).toMatchFileSnapshot(`../docs/rules/${rule.id}.md`);
  });

  test('docs/rules.md', async () => {
    await expect(list()).toMatchFileSnapshot('../docs/rules.md');
  });
});

function page({ id, severity, about }: Rule): string {
  const { summary, why, exceptions, sources } = about();
  const [fails, passes] = [folder(`examples/${id}/fails`), folder(`examples/${id}/passes`)];
  const sections = [
    `# ${id}`,
    `${summary}\n\nSeverity: ${severity}.`,
    why.trim(),
    `## Example\n\n${listing(fails, passes)}`,
    `\`\`\`text\n${readFileSync(`examples/${id}/expected.txt`, 'utf8').trimEnd()}\n\`\`\``,
    `## Repaired\n\n${listing(passes, fails)}`,
    ...(exceptions === undefined ? [] : [`## When it is silent\n\n${exceptions.trim()}`]),
    `## Sources in the SDK\n\n${sources.map((source) => `- \`${source}\``).join('\n')}`,
  ];
  return `${sections.join('\n\n')}\n`;
}

/** The files that differ from the other side of the example; the others are the same and of no interest. */
const listing = (files: Files, other: Files): string =>
  Object.entries(files)
    .filter(([path, text]) => other[path] !== text)
    .map(([path, text]) => `\`${path}\`\n\n\`\`\`${language(path)}\n${text.trimEnd()}\n\`\`\``)
    .join('\n\n');

const language = (path: string): string =>
  path.endsWith('.yml') ? 'yaml' : path.endsWith('.conf') ? 'ini' : path.endsWith('.overlay') ? 'dts' : 'text';

const list = (): string => {
  const rows = [...rules]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, severity, about }) => `| [${id}](rules/${id}.md) | ${severity} | ${about().summary} |`);
  return `# Rules\n\nThe severity is the highest a finding of the rule can have; many findings are milder.\n\n| rule | severity | holds when |\n|---|---|---|\n${rows.join('\n')}\n`;
};
