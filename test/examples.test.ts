import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Report } from '../src/diagnostic/report.ts';
import { rules } from '../src/rules/index.ts';
import { type Files, findings, folder, lintFiles, pretty } from './linting.ts';

// examples/<rule>/{fails,passes} are complete little applications. A comment under a line, `# ^^^ <rule>` or
// `// ^^^ <rule>`, marks where the rule has to report.

describe.each(rules)('$id', ({ id }) => {
  const example = `examples/${id}`;

  test('fails where the example says so', async () => {
    const files = folder(`${example}/fails`);
    const report = lintFiles(files);
    const marked = markers(files, id);
    expect(marked.length, 'no line is marked').toBeGreaterThan(0);
    expect(places(report, id)).toEqual(marked);
    expect(report.failures).toEqual([]);
    await expect(pretty(report)).toMatchFileSnapshot(`../${example}/expected.txt`);
  });

  test('is content with the repair, and so is every other rule', () => {
    const report = lintFiles(folder(`${example}/passes`));
    expect(findings(report).filter((finding) => !finding.startsWith('info'))).toEqual([]);
    expect(places(report, id)).toEqual([]);
  });

  test('says less, never more, when it knows less', () => {
    const fails = folder(`${example}/fails`);
    const all = places(lintFiles(fails), id);
    for (const less of knowingLess) {
      const some = places(lintFiles(fails, less), id);
      expect(all).toEqual(expect.arrayContaining(some));
      const repaired = lintFiles(folder(`${example}/passes`), less);
      expect(findings(repaired).filter((finding) => !finding.startsWith('info'))).toEqual([]);
    }
  });
});

test('every example belongs to a rule', () => {
  const groups = new Set(rules.map(({ id }) => id));
  for (const path of Object.keys(folder('examples'))) {
    const [group, name] = path.split('/');
    if (group === 'originating-case' || name === undefined) continue;
    expect(groups).toContain(`${group}/${name}`);
  }
  for (const id of groups) expect(existsSync(`examples/${id}/fails`), id).toBe(true);
});

/** No facts about the SDK at all; a board nobody has heard of. */
const knowingLess = [{ facts: () => undefined }, { board: 'some_unknown_board' }];

const places = ({ diagnostics }: Report, id: string): string[] =>
  [
    ...new Set(
      diagnostics
        .filter(({ rule }) => rule === id)
        .map(({ at: { span } }) => `${span.file.path}:${span.file.position(span.start).line}`),
    ),
  ].sort();

function markers(files: Files, id: string): string[] {
  const found: string[] = [];
  for (const [path, text] of Object.entries(files)) {
    let last = 0;
    for (const [index, line] of text.split('\n').entries()) {
      const marker = /^\s*(?:#|\/\/)\s*\^+\s+(\S+)/.exec(line);
      if (!marker) last = index + 1;
      else if (marker[1] === id) found.push(`${path}:${last}`);
    }
  }
  return found.sort();
}
