import { type Diagnostic, type Severity, severityRank } from '../diagnostic/diagnostic.ts';
import type { Report } from '../diagnostic/report.ts';
import type { Rule } from '../rules/rule.ts';
import { inOrder } from './causes.ts';

/** How severe findings are in a project: what its configuration says, the strongest word last. */
export type Policy = readonly PolicyPart[];

export interface PolicyPart {
  /** Whether it holds for a file, by its path as the report shows it; undefined for every file. */
  readonly matches: ((file: string) => boolean) | undefined;
  /** Names of images of which one has to read the file; undefined for every image. */
  readonly images: readonly string[] | undefined;
  /** By rule, or by group of rules. */
  readonly levels: ReadonlyMap<string, Level>;
}

export type Level = Severity | 'off';

/** The rules that may find something under this policy. */
export const activeRules = (rules: readonly Rule[], policy: Policy): readonly Rule[] =>
  rules.filter(({ id }) => isActive(id, policy));

function isActive(rule: string, policy: Policy): boolean {
  let isOn = true;
  for (const { matches, images, levels } of policy) {
    const level = levelOf(levels, rule);
    if (level === undefined) continue;
    // What is off for some files only is on for the others.
    if (!matches && !images) isOn = level !== 'off';
    else isOn ||= level !== 'off';
  }
  return isOn;
}

/** The report with the severities of the policy; findings whose rule is off are left out. */
export function underPolicy(report: Report, policy: Policy, rules: readonly Rule[]): Report {
  if (policy.length === 0) return report;
  const usual = new Map(rules.map(({ id, severity }) => [id, severity]));
  const readers = readersOf(report);
  const diagnostics = report.diagnostics.flatMap((diagnostic): Diagnostic[] => {
    const level = levelFor(diagnostic, policy, readers);
    if (level === undefined) return [diagnostic];
    if (level === 'off') return [];
    const severity = changed(diagnostic.severity, usual.get(diagnostic.rule) ?? diagnostic.severity, level);
    return [severity === diagnostic.severity ? diagnostic : { ...diagnostic, severity }];
  });
  return { ...report, diagnostics: inOrder(diagnostics) };
}

/** A finding that is milder than its rule stays so, unless the configured severity is milder still. */
function changed(own: Severity, usual: Severity, level: Severity): Severity {
  if (own === usual) return level;
  return severityRank[level] > severityRank[own] ? level : own;
}

function levelFor(
  { rule, at }: Diagnostic,
  policy: Policy,
  readers: ReadonlyMap<string, ReadonlySet<string>>,
): Level | undefined {
  const { path } = at.span.file;
  const holds = ({ matches, images }: PolicyPart): boolean =>
    (!matches || matches(path)) && (!images || images.some((image) => readers.get(path)?.has(image)));
  return policy
    .filter(holds)
    .flatMap(({ levels }) => levelOf(levels, rule) ?? [])
    .at(-1);
}

const levelOf = (levels: ReadonlyMap<string, Level>, rule: string): Level | undefined =>
  levels.get(rule) ?? levels.get(rule.slice(0, rule.indexOf('/')));

/** Which images read a file. */
function readersOf({ applications }: Report): ReadonlyMap<string, ReadonlySet<string>> {
  const readers = new Map<string, Set<string>>();
  const images = applications.flatMap(({ configurations }) => configurations).flatMap((one) => one.images);
  for (const { name, files } of images) {
    for (const file of files) {
      const names = readers.get(file);
      if (names) names.add(name);
      else readers.set(file, new Set([name]));
    }
  }
  return readers;
}
