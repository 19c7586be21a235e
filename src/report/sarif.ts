import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { Report, Suppressed } from '../diagnostic/report.ts';
import { uniqueFingerprints } from './fingerprints.ts';
import type { FormatContext } from './format.ts';
import { jsonText } from './json.ts';
import { fixObjects } from './sarif/fixes.ts';
import { codeFlow } from './sarif/flow.ts';
import { baseIds, labelled, placeAt, textMessage } from './sarif/places.ts';
import { levels, ruleObject } from './sarif/rules.ts';

/**
 * The report in the Static Analysis Results Interchange Format, version 2.1.0: one run, with every rule declared. The
 * chain of causes of a finding is its code flow.
 */
export function renderSarif(report: Report, context: FormatContext): string {
  const { rules, tool } = context;
  const indices = new Map(rules.map(({ id }, index) => [id, index]));
  const all = [
    ...report.diagnostics.map((diagnostic) => ({ diagnostic, hidden: undefined })),
    ...(report.suppressed ?? []).map((hidden) => ({ diagnostic: hidden.diagnostic, hidden })),
  ];
  const fingerprints = uniqueFingerprints(all.map(({ diagnostic }) => diagnostic));
  return jsonText({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: tool.name,
            semanticVersion: tool.version,
            informationUri: 'https://github.com/ncslint/ncslint',
            rules: rules.map((rule) => ruleObject(rule, context)),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: baseIds(all.map(({ diagnostic }) => diagnostic)),
        invocations: [invocation(report)],
        results: all.map(({ diagnostic, hidden }, index) => ({
          ...result(diagnostic, context),
          ruleIndex: indices.get(diagnostic.rule) ?? -1,
          partialFingerprints: { 'ncslint/v1': fingerprints[index] },
          ...(hidden ? { suppressions: [suppression(hidden)] } : {}),
        })),
      },
    ],
  });
}

/** A comment stands in the source, a baseline beside it. */
const suppression = ({ by, reason }: Suppressed) => ({
  kind: by === 'comment' ? 'inSource' : 'external',
  ...(reason === '' ? {} : { justification: reason }),
});

function result(diagnostic: Diagnostic, context: FormatContext) {
  const { rule, severity, message, at, related = [], because = [], help, confidence } = diagnostic;
  const labels = [
    ...related,
    ...because.flatMap(({ text, origin }) => (origin?.kind === 'project' ? [{ span: origin.span, text }] : [])),
  ];
  return {
    ruleId: rule,
    level: levels[severity],
    message: textMessage([message, ...(help === undefined ? [] : [`Help: ${help}`])].join('\n\n')),
    locations: [placeAt(at.span, context)],
    ...(labels.length > 0
      ? { relatedLocations: labels.map((label, id) => ({ id, ...labelled(label, context) })) }
      : {}),
    ...(because.length > 0 ? { codeFlows: [codeFlow(diagnostic, context)] } : {}),
    ...fixObjects(diagnostic, context),
    properties: {
      confidence,
      application: diagnostic.application,
      configurations: diagnostic.configurations,
      assumptions: diagnostic.assumptions,
    },
  };
}

/** What was left out is told as notifications; a file of the build that could not be read means that the run failed. */
function invocation({ skipped, failures, applications }: Report) {
  const told = [
    ...failures.map(({ rule, error }) => notification('error', `ncslint failed in the rule ${rule}: ${error}`)),
    ...skipped.map(({ path, why, fails }) => notification(fails ? 'error' : 'warning', `${path} ${why}`)),
    ...applications.flatMap(({ notChecked }) =>
      notChecked.map(({ rule, missing }) => notification('note', `${rule} not checked: needs ${missing.join(', ')}`)),
    ),
  ];
  return {
    executionSuccessful: failures.length === 0 && !skipped.some(({ fails }) => fails),
    toolExecutionNotifications: told,
  };
}

const notification = (level: string, text: string) => ({ level, message: textMessage(text) });
