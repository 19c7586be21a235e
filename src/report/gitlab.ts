import type { Severity } from '../diagnostic/diagnostic.ts';
import type { Report } from '../diagnostic/report.ts';
import { visible } from '../text/visible.ts';
import { uniqueFingerprints } from './fingerprints.ts';
import type { FormatContext } from './format.ts';
import { jsonText } from './json.ts';
import { regionOf } from './region.ts';

const severities: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', info: 'info' };

/** A Code Quality report of GitLab: what the part of the Code Climate format has that GitLab reads. */
export function renderGitlab({ diagnostics }: Report, { fromRepository }: FormatContext): string {
  const fingerprints = uniqueFingerprints(diagnostics);
  const issues = diagnostics.map(({ rule, severity, message, at: { span } }, index) => {
    const { line, endLine } = regionOf(span);
    return {
      type: 'issue',
      check_name: rule,
      description: visible(message),
      categories: ['Bug Risk'],
      severity: severities[severity],
      fingerprint: fingerprints[index],
      location: { path: fromRepository(span.file.path), lines: { begin: line, end: endLine } },
    };
  });
  return jsonText(issues);
}
