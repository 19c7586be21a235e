import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { Report, Suppressed } from '../diagnostic/report.ts';
import { lineFingerprint } from './fingerprint.ts';

/** Findings that are known: how many of a rule on lines that read alike, in a file. */
export type Baseline = ReadonlyMap<string, KnownFindings>;

export interface KnownFindings {
  readonly rule: string;
  /** From the folder of the baseline. */
  readonly file: string;
  /** Of the line, without its blanks: it may move. */
  readonly line: string;
  readonly count: number;
}

/** The baseline that knows all of these findings. `fileOf` turns a path of the report into one of the baseline. */
export function baselineOf(diagnostics: readonly Diagnostic[], fileOf: (path: string) => string): Baseline {
  const known = new Map<string, KnownFindings>();
  for (const diagnostic of diagnostics) {
    const entry = entryOf(diagnostic, fileOf);
    const key = keyOf(entry);
    known.set(key, { ...entry, count: (known.get(key)?.count ?? 0) + 1 });
  }
  return known;
}

/** A report less what the baseline knows, and the entries that nothing is found for any more. */
export function withoutKnown(
  report: Report,
  baseline: Baseline,
  fileOf: (path: string) => string,
): { readonly report: Report; readonly stale: readonly KnownFindings[] } {
  const left = new Map([...baseline].map(([key, { count }]) => [key, count]));
  const suppressed: Suppressed[] = [];
  const diagnostics = report.diagnostics.filter((diagnostic) => {
    const key = keyOf(entryOf(diagnostic, fileOf));
    const count = left.get(key) ?? 0;
    if (count === 0) return true;
    left.set(key, count - 1);
    suppressed.push({ diagnostic, by: 'baseline', reason: '' });
    return false;
  });
  const stale = [...baseline].flatMap(([key, entry]) =>
    left.get(key)! > 0 ? [{ ...entry, count: left.get(key)! }] : [],
  );
  return { report: { ...report, diagnostics, suppressed: [...(report.suppressed ?? []), ...suppressed] }, stale };
}

/** As a file: JSON, an entry a line, sorted, so that two branches can be merged. */
export function baselineText(baseline: Baseline): string {
  const entries = [...baseline.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const lines = entries.map(({ file, rule, line, count }) => `    ${JSON.stringify({ file, rule, line, count })}`);
  return `{\n  "version": 1,\n  "findings": [${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}]\n}\n`;
}

/** Reads such a file; `undefined` where it is none. */
export function readBaseline(text: string): Baseline | undefined {
  const json = parsed(text);
  if (typeof json !== 'object' || json === null || !('version' in json) || json.version !== 1) return undefined;
  const findings: unknown = 'findings' in json ? json.findings : undefined;
  if (!Array.isArray(findings) || !findings.every(isEntry)) return undefined;
  const baseline = new Map<string, KnownFindings>();
  for (const { file, rule, line, count } of findings) {
    const key = keyOf({ file, rule, line });
    baseline.set(key, { file, rule, line, count: count + (baseline.get(key)?.count ?? 0) });
  }
  return baseline;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isEntry(entry: unknown): entry is KnownFindings {
  if (typeof entry !== 'object' || entry === null) return false;
  const { file, rule, line, count } = entry as Record<string, unknown>;
  return (
    [file, rule, line].every((text) => typeof text === 'string') && Number.isSafeInteger(count) && Number(count) > 0
  );
}

const entryOf = (diagnostic: Diagnostic, fileOf: (path: string) => string) => ({
  rule: diagnostic.rule,
  file: fileOf(diagnostic.at.span.file.path),
  line: lineFingerprint(diagnostic),
});

const keyOf = ({ file, rule, line }: Omit<KnownFindings, 'count'>): string => [file, rule, line].join('\n');
