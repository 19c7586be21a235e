import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../src/diagnostic/diagnostic.ts';
import { rules } from '../src/rules/index.ts';
import { applyEdits } from '../src/text/edit.ts';
import { type Files, folder, lintFiles } from './linting.ts';

// What a fix says is enough: with its edits made, the finding it belongs to is gone, and nothing new is found.

const examples = ['originating-case', ...rules.map(({ id }) => `${id}/fails`)].map((path) => `examples/${path}`);

describe.each(examples)('fixes of %s', (example) => {
  const files = folder(example);
  const { diagnostics } = lintFiles(files);
  const fixed = diagnostics.flatMap((diagnostic) => (diagnostic.fixes ?? []).map((fix) => ({ diagnostic, fix })));

  test.each(fixed.map((one) => [`${one.diagnostic.rule}: ${one.fix.title}`, one] as const))(
    '%s',
    (_, { diagnostic, fix }) => {
      const after = lintFiles(edited(files, [fix.edits]));
      expect(
        after.diagnostics.filter((other) => other.rule === diagnostic.rule && isSamePlace(other, diagnostic)),
      ).toEqual([]);
      const before = diagnostics.map(name);
      // Information may appear: a device that is enabled can share its pins with one that nothing drives.
      const loud = after.diagnostics.filter(({ severity }) => severity !== 'info').map(name);
      expect(loud.filter((finding) => !before.includes(finding))).toEqual([]);
    },
  );

  test('all first fixes together', () => {
    const first = diagnostics.flatMap(({ fixes }) => fixes?.slice(0, 1) ?? []);
    const after = lintFiles(
      edited(
        files,
        first.map(({ edits }) => edits),
      ),
    );
    const repaired = new Set(fixed.map(({ diagnostic }) => diagnostic.rule));
    expect(after.diagnostics.filter(({ rule }) => repaired.has(rule)).map(name)).toEqual([]);
  });
});

const edited = (files: Files, fixes: Parameters<typeof applyEdits>[0]): Files => ({
  ...files,
  ...Object.fromEntries(applyEdits(fixes, (path) => files[path])),
});

/** Fixes move lines, so a place is its text. */
const isSamePlace = (a: Diagnostic, b: Diagnostic): boolean =>
  a.at.span.file.path === b.at.span.file.path && a.message === b.message;

const name = ({ severity, rule, message }: Diagnostic): string => `${severity} ${rule}: ${message}`;
