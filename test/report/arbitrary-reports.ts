import fc from 'fast-check';
import type { Diagnostic, Edit, Label } from '../../src/diagnostic/diagnostic.ts';
import type { Origin } from '../../src/diagnostic/origin.ts';
import type { ApplicationReport, ConfigurationReport, Report } from '../../src/diagnostic/report.ts';
import { SourceFile } from '../../src/text/source.ts';
import { hostile } from './hostile.ts';

/** Reports of every shape with hostile texts. All paths hold a slash; `fixes` says whether findings have text to paste. */
export function arbitraryReport({ fixes }: { readonly fixes: boolean }): fc.Arbitrary<Report> {
  return fc.record({
    applications: fc.array(application, { maxLength: 3 }),
    diagnostics: fc.array(diagnostic(fixes), { maxLength: 4 }),
    skipped: fc.array(fc.record({ path, why: hostile() }), { maxLength: 3 }),
    failures: fc.array(fc.record({ rule, configuration: hostile(), error: hostile() }), { maxLength: 2 }),
  });
}

const path = hostile(20).map((text) => `folder/${text}`);
const rule = fc.constantFrom('partition/overlap', 'external-flash/mcuboot-driver');
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const texts = fc.array(hostile(), { maxLength: 3 });

const configuration: fc.Arbitrary<ConfigurationReport> = fc.record({
  id: hostile(20),
  board: maybe(fc.record({ value: hostile(), why: hostile() })),
  suffix: maybe(hostile()),
  era: maybe(fc.record({ value: fc.constantFrom('child-image', 'sysbuild'), why: hostile() })),
  sdk: maybe(fc.record({ value: hostile(), why: hostile(), source: hostile() })),
  arguments: texts,
  images: fc.array(fc.record({ name: hostile(), kind: hostile(), board: maybe(hostile()), files: texts }), {
    maxLength: 3,
  }),
  assumed: fc.array(fc.record({ what: hostile(), value: hostile(), why: hostile() }), { maxLength: 2 }),
});

const application: fc.Arbitrary<ApplicationReport> = fc.record({
  root: path,
  configurations: fc.array(configuration, { maxLength: 5 }),
  notChecked: fc.array(fc.record({ rule, missing: texts }), { maxLength: 3 }),
  unusedFiles: texts,
  recognised: fc.array(
    fc.record({ file: path, fromLine: fc.integer({ min: 1 }), toLine: fc.integer({ min: 1 }), why: hostile() }),
    { maxLength: 2 },
  ),
});

/** A few files that several places may share. */
const files = fc.array(
  fc
    .tuple(path, hostile(300), maybe(fc.constant('2.4.0')))
    .map(([where, text, sdk]) => new SourceFile(where, text, sdk)),
  { minLength: 1, maxLength: 3 },
);

const diagnostic = (fixes: boolean): fc.Arbitrary<Diagnostic> =>
  files.chain((all) => {
    // Offsets may lie behind the end, as those of a rule with a mistake.
    const span = fc
      .tuple(fc.constantFrom(...all), fc.nat({ max: 320 }), fc.nat({ max: 50 }))
      .map(([file, start, length]) => file.span(start, start + length));
    const label: fc.Arbitrary<Label> = fc.record({ span, text: hostile() });
    const origin: fc.Arbitrary<Origin> = fc.oneof(
      fc.record({ kind: fc.constant('project'), span }),
      fc.record({ kind: fc.constant('sdk'), sdk: fc.constant('2.4.0'), path, line: fc.integer({ min: 1 }) }),
      fc.record({ kind: fc.constant('absent'), path, assumed: fc.boolean() }),
      fc.record({ kind: fc.constant('argument'), text: hostile() }),
      fc.record({ kind: fc.constant('assumed'), text: hostile() }),
    );
    const edit: fc.Arbitrary<Edit> = fc.oneof(
      fc.record({ kind: fc.constant('replace'), span, text: hostile() }),
      fc.record({ kind: fc.constant('append'), path, text: hostile(), creates: fc.boolean() }),
    );
    const fix = fc.record({
      title: hostile(),
      safety: fc.constantFrom('safe', 'unsafe'),
      edits: fc.array(edit, { maxLength: 3 }),
    });
    return fc.record(
      {
        rule,
        severity: fc.constantFrom('error', 'warning', 'info'),
        confidence: fc.constantFrom('certain', 'likely'),
        message: hostile(),
        at: label,
        related: fc.array(label, { maxLength: 3 }),
        because: fc.array(fc.record({ text: hostile(), origin }, { requiredKeys: ['text'] }), { maxLength: 3 }),
        help: hostile(),
        fixes: fc.array(fix, { maxLength: fixes ? 2 : 0 }),
        url: fc.constant('docs/rules.md#a/b'),
        application: path,
        configurations: texts,
        assumptions: texts,
        consequences: texts,
        fingerprint: fc.constant('0123456789abcdef'),
      },
      {
        requiredKeys: [
          'rule',
          'severity',
          'confidence',
          'message',
          'at',
          'url',
          'application',
          'configurations',
          'assumptions',
          'consequences',
          'fingerprint',
        ],
      },
    );
  });
