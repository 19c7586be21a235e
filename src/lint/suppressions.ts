import type { Diagnostic, Severity } from '../diagnostic/diagnostic.ts';
import type { Report, Suppressed } from '../diagnostic/report.ts';
import { closest } from '../text/similar.ts';
import type { SourceFile } from '../text/source.ts';
import { inOrder } from './causes.ts';
import { type Directive, directives } from './directives.ts';
import { fingerprint } from './fingerprint.ts';

export interface SuppressionOptions {
  /** Ids of all rules there are. */
  readonly rules: readonly string[];
  /** Of those, the ones that were run. */
  readonly active: readonly string[];
  readonly requireReason: boolean;
  /** Whether everything was linted, so that a comment that hid nothing hides nothing. */
  readonly isWhole: boolean;
}

/** Where suppressions are described. */
const url = 'https://github.com/ncslint/ncslint/blob/main/docs/configuration.md#comments-that-hide-findings';

/**
 * The report without the findings that comments in these files hide; those are kept apart. Comments that hide nothing,
 * name no rule, or give no reason are findings themselves.
 */
export function withoutSuppressed(report: Report, files: readonly SourceFile[], options: SuppressionOptions): Report {
  const all = distinct(files).flatMap(directives);
  if (all.length === 0) return report;
  const used = new Set<object>();
  const suppressed: Suppressed[] = [];
  const diagnostics = report.diagnostics.filter((diagnostic) => {
    const hiding = hidingOf(diagnostic, all);
    if (!hiding) return true;
    used.add(hiding.rule);
    suppressed.push({ diagnostic, by: 'comment', reason: hiding.directive.reason });
    return false;
  });
  const about = all.flatMap((directive) => [...complaints(directive, report, used, options)]);
  return {
    ...report,
    diagnostics: inOrder([...diagnostics, ...about]),
    suppressed: [...(report.suppressed ?? []), ...suppressed],
  };
}

/** A file may have been read several times. */
function distinct(files: readonly SourceFile[]): readonly SourceFile[] {
  return [...new Map(files.filter(({ sdk }) => sdk === undefined).map((file) => [file.path, file])).values()];
}

const covers = (id: string, rule: string): boolean => id === rule || rule.startsWith(`${id}/`);

function hidingOf({ rule, at: { span } }: Diagnostic, all: readonly Directive[]) {
  const { line } = span.file.position(span.start);
  for (const directive of all) {
    if (directive.file.path !== span.file.path || line < directive.lines[0] || line > directive.lines[1]) continue;
    const named = directive.rules.find(({ id }) => covers(id, rule));
    if (named) return { directive, rule: named };
  }
  return undefined;
}

function* complaints(
  directive: Directive,
  report: Report,
  used: ReadonlySet<object>,
  { rules, active, requireReason, isWhole }: SuppressionOptions,
): Iterable<Diagnostic> {
  const say = (rule: string, severity: Severity, span: Directive['span'], message: string, help?: string): Diagnostic =>
    complaint(report, `suppression/${rule}`, severity, span, message, help);
  if (directive.rules.length === 0) {
    yield say('no-rule', 'warning', directive.span, 'the comment names no rule, so that it hides nothing');
    return;
  }
  const groups = rules.map((id) => id.slice(0, id.indexOf('/')));
  for (const rule of directive.rules) {
    const { id, span } = rule;
    if (!rules.includes(id) && !groups.includes(id)) {
      const meant = closest(id, [...rules, ...groups]);
      const help = meant === undefined ? 'ncslint rules lists them' : `did you mean ${meant}?`;
      yield say('unknown-rule', 'warning', span, `there is no rule ${id}`, help);
    } else if (isWhole && !used.has(rule) && active.some((one) => covers(id, one)) && !isUndecided(report, id)) {
      yield say('unused', 'warning', span, `nothing of ${id} is found here any more`, 'delete the comment');
    }
  }
  if (directive.reason === '') {
    const help = 'write it behind a colon: ncslint-ignore <rule>: <reason>';
    yield say('no-reason', requireReason ? 'error' : 'info', directive.span, 'the comment does not say why', help);
  }
}

/** Who knows less finds less: with assumptions, or without an answer, nothing can be said about what a comment hides. */
const isUndecided = ({ applications }: Report, id: string): boolean =>
  applications.some(
    ({ configurations, notChecked }) =>
      configurations.some(({ sdk, assumed }) => !sdk || assumed.length > 0) ||
      notChecked.some(({ rule }) => covers(id, rule)),
  );

function complaint(
  { applications }: Report,
  rule: string,
  severity: Severity,
  span: Directive['span'],
  message: string,
  help: string | undefined,
): Diagnostic {
  const own = applications.filter(({ root }) => root === '.' || span.file.path.startsWith(`${root}/`));
  const application = own.sort((a, b) => b.root.length - a.root.length)[0] ?? applications[0];
  const finding = { message, at: { span, text: '' }, ...(help === undefined ? {} : { help }) };
  return {
    ...finding,
    rule,
    severity,
    confidence: 'certain',
    assumptions: [],
    url,
    application: application?.root ?? '.',
    configurations: application?.configurations.map(({ id }) => id) ?? [],
    consequences: [],
    fingerprint: fingerprint(rule, finding),
  };
}
