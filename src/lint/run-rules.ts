import type { Diagnostic, Finding } from '../diagnostic/diagnostic.ts';
import { isAssumption } from '../diagnostic/origin.ts';
import type { NotChecked, RuleFailure } from '../diagnostic/report.ts';
import type { Configuration } from '../model/application.ts';
import { recordingUnknowns, valueOf } from '../model/fact.ts';
import type { Rule } from '../rules/rule.ts';
import type { SourceFile } from '../text/source.ts';
import { boardByBoard } from './board-by-board.ts';
import { oncePerBoard } from './board-findings.ts';
import { byCause } from './causes.ts';
import { fingerprint } from './fingerprint.ts';

export interface RuleResults {
  /** Sorted, each finding once, with the configurations it was found in. */
  readonly diagnostics: readonly Diagnostic[];
  readonly notChecked: readonly NotChecked[];
  readonly failures: readonly RuleFailure[];
  /** Rules that found more than anybody reads; the rest is left out. */
  readonly cut: readonly string[];
}

/** Findings of one rule in one file that are reported. */
export const mostFindings = 1000;

/** After so many a rule is stopped. */
const mostOfAll = 20_000;

/** Where the page of a rule is. */
export const ruleUrl = (id: string): string => `https://github.com/ncslint/ncslint/blob/main/docs/rules/${id}.md`;

/**
 * Runs every rule over every configuration of an application and merges what they find. A rule that throws is a bug
 * of ours: it is named, and the others still run.
 */
export function runRules(
  rules: readonly Rule[],
  application: string,
  configurations: readonly Configuration[],
): RuleResults {
  const found = new Map<string, Diagnostic>();
  const missing = new Map<string, Set<string>>();
  const failures: RuleFailure[] = [];
  const cut = new Set<string>();
  for (const configuration of boardByBoard(configurations, ({ board }) => valueOf(board))) {
    for (const rule of rules) {
      try {
        const { result, missing: unread } = recordingUnknowns(() => bounded(rule.check(configuration)));
        if (result.isCut) cut.add(rule.id);
        for (const finding of oncePerBoard(configuration, result.found))
          merge(found, stamp(rule, finding, application, configuration));
        if (result.found.length === 0) for (const what of unread) note(missing, rule.id, what);
      } catch (error) {
        failures.push({
          rule: rule.id,
          configuration: configuration.id,
          error: String(error instanceof Error ? (error.stack ?? error) : error),
        });
      }
    }
  }
  const order = new Map(configurations.map(({ id }, index) => [id, index]));
  const inOrder = (diagnostic: Diagnostic): Diagnostic =>
    diagnostic.configurations.length === 1
      ? diagnostic
      : {
          ...diagnostic,
          configurations: [...diagnostic.configurations].sort((a, b) => order.get(a)! - order.get(b)!),
        };
  return {
    diagnostics: [...found.values()].map(inOrder).sort(byCause),
    notChecked: [...missing].map(([rule, what]) => ({ rule, missing: [...what] })),
    failures,
    cut: [...cut],
  };
}

interface Bounded {
  readonly found: readonly Finding[];
  readonly isCut: boolean;
}

const NOTHING: Bounded = { found: [], isCut: false };

/** The findings that are reported: many in one file do not hide those in another. */
function bounded(findings: Iterable<Finding>): Bounded {
  const iterator = findings[Symbol.iterator]();
  const first = iterator.next();
  // Of a hundred rules nearly all are content, in each of a thousand configurations.
  if (first.done) return NOTHING;
  const found: Finding[] = [];
  const inFile = new Map<SourceFile, number>();
  let count = 0;
  for (let next: IteratorResult<Finding> = first; !next.done; next = iterator.next()) {
    const finding = next.value;
    const { file } = finding.at.span;
    const before = inFile.get(file) ?? 0;
    if (before < mostFindings) found.push(finding);
    inFile.set(file, before + 1);
    if (++count === mostOfAll) break;
  }
  return { found, isCut: found.length < count || count === mostOfAll };
}

function stamp(rule: Rule, finding: Finding, application: string, configuration: Configuration): Diagnostic {
  const origins = (finding.because ?? []).flatMap(({ origin }) => origin ?? []);
  // What an assumed version or board says is as uncertain as the assumption.
  const assumed = origins.some(({ kind }) => kind === 'sdk') ? configuration.assumptions : [];
  const likely = assumed.length > 0 || origins.some(isAssumption);
  return {
    ...finding,
    rule: rule.id,
    severity: finding.severity ?? rule.severity,
    confidence: likely ? 'likely' : 'certain',
    assumptions: assumed.map(({ what, value }) => (what === 'SDK version' ? `NCS ${value}` : `${what} ${value}`)),
    url: ruleUrl(rule.id),
    application,
    configurations: [configuration.id],
    consequences: [],
    // Few reports ask for it.
    get fingerprint() {
      return fingerprint(rule.id, finding);
    },
  };
}

/** The same finding of two configurations is one; so is one that two images find in a file they share. */
function merge(found: Map<string, Diagnostic>, next: Diagnostic): void {
  const { span } = next.at;
  const key = [next.rule, next.severity, span.file.path, span.start, span.end, next.message].join('\n');
  const known = found.get(key);
  if (!known) found.set(key, next);
  else if (!known.configurations.includes(next.configurations[0]!)) {
    found.set(key, { ...known, configurations: [...known.configurations, ...next.configurations] });
  }
}

function note(missing: Map<string, Set<string>>, rule: string, what: string): void {
  if (!missing.has(rule)) missing.set(rule, new Set());
  missing.get(rule)!.add(what);
}
