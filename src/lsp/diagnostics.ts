import type { Diagnostic as EditorDiagnostic } from 'vscode-languageserver/node';
import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import { rangeOf, uriOf } from './places.ts';

/** The absolute path of one in a report. */
export type PathOf = (shown: string) => string;

const severities = { error: 1, warning: 2, info: 3 } as const;

/** A finding as an editor shows it. The places of its argument in other files are related information. */
export function editorDiagnostic(diagnostic: Diagnostic, pathOf: PathOf): EditorDiagnostic {
  const { at, severity, rule, url, message, help, related = [], because = [] } = diagnostic;
  const places = [
    ...related.map(({ span, text }) => ({ span, text })),
    ...because.flatMap(({ text, origin }, index) =>
      origin?.kind === 'project' ? [{ span: origin.span, text: `because (${index + 1}) ${text}` }] : [],
    ),
  ].filter(({ span }) => span.file.sdk === undefined);
  return {
    range: rangeOf(at.span),
    severity: severities[severity],
    code: rule,
    codeDescription: { href: url },
    source: 'ncslint',
    message: [message, ...(help === undefined ? [] : [`help: ${help}`])].join('\n'),
    relatedInformation: places.map(({ span, text }) => ({
      location: { uri: uriOf(pathOf(span.file.path)), range: rangeOf(span) },
      message: text,
    })),
  };
}
