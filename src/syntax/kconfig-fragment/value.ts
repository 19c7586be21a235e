import type { Span } from '../../text/source.ts';
import type { Suspicion } from '../kconfig-fragment.ts';
import type { SyntaxProblem } from '../parser.ts';

/**
 * What can be said about the text after `=` without knowing the type of the symbol
 * (`zephyr/scripts/kconfig/kconfiglib.py:1280-1322` (2.4.0)): a bool looks at the first character only, a string ends at its
 * second quote, numbers are what Python's `int` takes. A value none of them takes is a problem in every fragment.
 */
export function checkedValue(symbol: string, raw: string, span: Span): CheckedValue {
  const value = raw.trimStart();
  const quoted = QUOTED.exec(value);
  const string = quoted ? unescaped(quoted[1]!) : undefined;

  if (value !== raw && !isNumber(value)) return { value, string, problem: blankAfterEquals(symbol, value, span) };
  if (quoted) return { value: quoted[0], string, suspicion: restAfterQuote(value, quoted[0], span) };
  if (value !== '' && 'ymn'.includes(value[0]!))
    return { value: value[0]!, string, suspicion: restAfterLetter(symbol, value, span) };
  return { value, string, problem: isNumber(value) ? undefined : invalidValue(symbol, value, span) };
}

export interface CheckedValue {
  /** As far as it counts. */
  readonly value: string;
  readonly string: string | undefined;
  readonly problem?: SyntaxProblem | undefined;
  readonly suspicion?: Suspicion | undefined;
}

// `"` then escapes or anything but quotes and backslashes: each character fits one alternative, so this is linear.
const QUOTED = /^"((?:[^\\"]|\\[^\n])*)"/;
// Decimal or hexadecimal, with the sign, single underscores and blanks that Python's `int` allows; digits of any script.
const NUMBER = /^[ \t]*[+-]?(0[xX]_?)?[\da-fA-F]+(_[\da-fA-F]+)*[ \t]*$/;
const NUMBER_OF_ANY_SCRIPT = /^[ \t]*[+-]?(0[xX]_?)?[\p{Nd}a-fA-F]+(_[\p{Nd}a-fA-F]+)*[ \t]*$/u;

const isNumber = (text: string): boolean =>
  NUMBER.test(text) || (/[^\0-\x7f]/.test(text) && NUMBER_OF_ANY_SCRIPT.test(text));

const unescaped = (text: string): string => text.replace(/\\([^\n])/g, '$1');

const blankAfterEquals = (symbol: string, value: string, span: Span): SyntaxProblem => ({
  message: `there is a blank between = and the value of ${symbol}`,
  span,
  help: `write \`${symbol}=${value}\``,
});

function restAfterQuote(value: string, quoted: string, span: Span): Suspicion | undefined {
  const rest = value.slice(quoted.length).trim();
  if (rest === '' || COMMENT.test(rest)) return undefined;
  return {
    kind: 'rest-ignored',
    message: `what follows the string ${quoted} is ignored`,
    span: { ...span, start: span.end - value.length + quoted.length },
    help: 'write \\" for a quote inside of a string',
  };
}

function restAfterLetter(symbol: string, value: string, span: Span): Suspicion | undefined {
  if (value.length === 1 || /^(y|n|m|yes|no)(;|[ \t]*$)/.test(value) || COMMENT.test(value.slice(1).trim()))
    return undefined;
  return {
    kind: 'rest-ignored',
    message: `only the first character of \`${value}\` counts: it is read as ${value[0]}`,
    span,
    help: `write \`${symbol}=${value[0]}\``,
  };
}

// Many fragments of the SDK end a line in a comment. A bool and a string do not mind.
const COMMENT = /^(#|\/\/|\/\*)/;

function invalidValue(symbol: string, value: string, span: Span): SyntaxProblem {
  if (value === '') {
    return {
      message: `${symbol} is given no value`,
      span,
      help: `write \`# ${symbol} is not set\`, or \`""\` for an empty string`,
    };
  }
  const comment = /^(\S+?)[ \t]*(?:#|\/\/|\/\*)/.exec(value);
  if (comment && isNumber(comment[1]!)) {
    return {
      message: `a comment cannot follow a value on the same line: the value of ${symbol} is read as \`${value}\``,
      span,
      help: `write \`${symbol}=${comment[1]}\`, and the comment on a line of its own`,
    };
  }
  const message = `no symbol takes the value \`${value}\``;
  const meant = meantValue(value);
  if (/^["“”„]/.test(value) && meant === undefined) {
    return { message: `the string of ${symbol} has no closing quote`, span, help: `write \`${symbol}=${value}"\`` };
  }
  return {
    message: /[“”„‘’]/.test(value) ? `${message}: these are typographic quotes` : message,
    span,
    help:
      meant === undefined ? `a string needs quotes: \`${symbol}="${escaped(value)}"\`` : `write \`${symbol}=${meant}\``,
  };
}

function meantValue(value: string): string | undefined {
  if (/^(true|on|enabled?|Y(es)?|YES)[;,]?$/i.test(value)) return 'y';
  if (/^(false|off|disabled?|N(o)?|NO)[;,]?$/i.test(value)) return 'n';
  const stripped = value.replace(/[;,]$/, '');
  if (isNumber(stripped)) return stripped;
  const inside = /^(?:["“”„](.*)["“”„]|['‘’](.*)['‘’])[;,]?$/.exec(value);
  if (inside) return `"${escaped(inside[1] ?? inside[2] ?? '')}"`;
  if (/^=/.test(value)) return value.replace(/^=+[ \t]*/, '') || undefined;
  return undefined;
}

const escaped = (text: string): string => text.replace(/["\\]/g, '\\$&');
