import type { Diagnostic, Edit, Label, Reason } from '../diagnostic/diagnostic.ts';
import type { ConfigurationReport, Report } from '../diagnostic/report.ts';
import type { Span } from '../text/source.ts';
import { regionOf } from './region.ts';

export interface JsonOptions {
  readonly tool: { readonly name: string; readonly version: string };
}

/**
 * The report as JSON (schemas/report.schema.json), an interface under semantic versioning. Pure ASCII where a
 * character could steer a terminal or is half of a pair; all keys are always there, `null` stands for "not known".
 */
export const renderJson = (report: Report, options: JsonOptions): string => jsonText(reportJson(report, options));

/** The same as plain data. */
export const reportJson = (report: Report, { tool }: JsonOptions) => ({
  schemaVersion: 1,
  tool: { name: tool.name, version: tool.version },
  applications: report.applications.map(({ root, configurations, notChecked, unusedFiles, recognised }) => ({
    root,
    configurations: configurations.map(configurationJson),
    notChecked: notChecked.map(({ rule, missing }) => ({ rule, missing })),
    unusedFiles,
    recognised: recognised.map(({ file, fromLine, toLine, why }) => ({ file, fromLine, toLine, why })),
  })),
  diagnostics: report.diagnostics.map(diagnosticJson),
  suppressed: (report.suppressed ?? []).map(({ diagnostic, by, reason }) => ({
    diagnostic: diagnosticJson(diagnostic),
    by,
    reason: reason === '' ? null : reason,
  })),
  skipped: report.skipped.map(({ path, why }) => ({ file: path, why })),
  failures: report.failures.map(({ rule, configuration, error }) => ({ rule, configuration, error })),
  notes: report.notes ?? [],
});

/** JSON for people and terminals: indented, and nothing in it acts on a terminal. */
export const jsonText = (value: unknown): string => `${printableJson(JSON.stringify(value, undefined, 2))}\n`;

/** JSON in which every character that could act on a terminal is written as an escape. */
export const printableJson = (json: string): string => json.replace(unprintable, escaped);

export function configurationJson(configuration: ConfigurationReport) {
  const { id, board, suffix, era, sdk, images, assumed } = configuration;
  return {
    id,
    board: board?.value ?? null,
    boardWhy: board?.why ?? null,
    suffix: suffix ?? null,
    era: era?.value ?? null,
    eraWhy: era?.why ?? null,
    sdk: sdk ? { version: sdk.value, source: sdk.source, why: sdk.why } : null,
    arguments: configuration.arguments,
    images: images.map(({ name, kind, board: own, files }) => ({ name, kind, board: own ?? null, files })),
    assumed: assumed.map(({ what, value, why }) => ({ what, value, why })),
  };
}

/** A finding as in `diagnostics` of the report. */
export const diagnosticJson = (diagnostic: Diagnostic) => ({
  rule: diagnostic.rule,
  severity: diagnostic.severity,
  confidence: diagnostic.confidence,
  message: diagnostic.message,
  location: locationJson(diagnostic.at.span),
  label: diagnostic.at.text,
  related: (diagnostic.related ?? []).map(({ span, text }: Label) => ({ location: locationJson(span), label: text })),
  because: (diagnostic.because ?? []).map(reasonJson),
  help: diagnostic.help ?? null,
  fixes: (diagnostic.fixes ?? []).map(({ title, safety, edits }) => ({ title, safety, edits: edits.map(editJson) })),
  url: diagnostic.url,
  application: diagnostic.application,
  configurations: diagnostic.configurations,
  assumptions: diagnostic.assumptions,
  consequences: diagnostic.consequences,
  fingerprint: diagnostic.fingerprint,
});

function reasonJson({ text, origin }: Reason) {
  switch (origin?.kind) {
    case 'project':
      return { text, location: locationJson(origin.span) };
    case 'sdk':
      return { text, sdk: { version: origin.sdk, path: origin.path, line: origin.line } };
    case 'absent':
      return { text, absent: origin.path, assumed: origin.assumed };
    case 'argument':
      return { text, argument: origin.text };
    case 'assumed':
      return { text, assumption: origin.text };
    default:
      return { text };
  }
}

const editJson = (edit: Edit) =>
  edit.kind === 'replace'
    ? { kind: edit.kind, location: locationJson(edit.span), text: edit.text }
    : { kind: edit.kind, file: edit.path, text: edit.text, creates: edit.creates };

function locationJson(span: Span) {
  const { path, sdk } = span.file;
  const location = { file: path, ...regionOf(span) };
  return sdk === undefined ? location : { ...location, sdk };
}

// JSON.stringify escapes C0 controls and lone surrogates only; these would act on a terminal that shows the output, and
// the second `#` of `##[error]` on a build server (see commands.ts).
const unprintable = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|(?<=#)#(?=\[|vso\[)/g;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
