import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import type { FormatContext } from '../format.ts';
import { placeAt, placeOfOrigin, textMessage } from './places.ts';

/** The argument of a finding as a code flow: its reasons in order, and at the end the finding itself. */
export function codeFlow({ because = [], at, message }: Diagnostic, context: FormatContext) {
  const steps = because.map(({ text, origin }) => ({
    // What rests on no line, such as an argument of the build, is told at the place of the finding.
    ...(placeOfOrigin(origin, context) ?? placeAt(at.span, context)),
    message: textMessage(origin && 'text' in origin ? `${text} (${origin.text})` : text),
  }));
  const end = { ...placeAt(at.span, context), message: textMessage(at.text || message) };
  return { threadFlows: [{ locations: [...steps, end].map((location) => ({ location })) }] };
}
