/** What PyYAML makes of one scalar. Numbers keep their value even where it is a float, dates keep their text. */
export type ScalarValue =
  | { readonly type: 'int'; readonly value: number }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'null'; readonly value: null }
  | { readonly type: 'string' | 'timestamp' | 'merge' | 'value' | 'binary'; readonly value: string };

/**
 * The value of a plain scalar by the patterns of PyYAML 6 (`yaml/resolver.py`), which are neither those of YAML 1.1 nor of 1.2:
 * `010` is 8, `1_000` and `12:30` are integers; `1e3`, `08`, `0o10`, `0X10`, `y` and `n` are strings.
 */
export function plainScalar(text: string): ScalarValue {
  if (NULL.has(text)) return { type: 'null', value: null };
  if (isBool(text)) return { type: 'bool', value: TRUE.has(text) };
  if (text === '<<') return { type: 'merge', value: text };
  if (text === '=') return { type: 'value', value: text };
  // Most scalars are names: the patterns, long ones, are compiled for a file that has numbers only.
  return '-+.0123456789'.includes(text.charAt(0)) ? numeric(text) : { type: 'string', value: text };
}

/** Of a text that begins as a number does. */
function numeric(text: string): ScalarValue {
  if (INT.test(text)) return { type: 'int', value: intValue(text) };
  if (FLOAT.test(text)) return { type: 'float', value: floatValue(text) };
  return { type: TIMESTAMP.test(text) ? 'timestamp' : 'string', value: text };
}

/** The value of a scalar with a tag such as `!!int`; undefined for a tag PyYAML refuses, or a text that does not fit. */
export function taggedScalar(tag: string, text: string): ScalarValue | undefined {
  switch (tag.replace(/^tag:yaml\.org,2002:/, '')) {
    case 'str':
    case '!':
      return { type: 'string', value: text };
    case 'int':
      return INT.test(text) ? { type: 'int', value: intValue(text) } : undefined;
    case 'float':
      return FLOAT.test(text) || INT.test(text) ? { type: 'float', value: floatValue(text) } : undefined;
    case 'bool':
      return isBool(text) ? { type: 'bool', value: TRUE.has(text) } : undefined;
    case 'null':
      return { type: 'null', value: null };
    case 'binary':
      return { type: 'binary', value: text };
    case 'timestamp':
      return TIMESTAMP.test(text) ? { type: 'timestamp', value: text } : undefined;
    default:
      return undefined;
  }
}

const NULL: ReadonlySet<string> = new Set(['', '~', 'null', 'Null', 'NULL']);
const TRUE: ReadonlySet<string> = new Set(['yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']);
const FALSE: ReadonlySet<string> = new Set(['no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']);
const isBool = (text: string): boolean => TRUE.has(text) || FALSE.has(text);
const INT =
  /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const FLOAT =
  /^(?:[-+]?(?:[0-9][0-9_]*)\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const TIMESTAMP =
  /^(?:\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/;

/** Not a number for `0x_`, where Python raises. */
function intValue(text: string): number {
  const written = text.replaceAll('_', '');
  const isSigned = written[0] === '-' || written[0] === '+';
  return (written[0] === '-' ? -1 : 1) * magnitude(isSigned ? written.slice(1) : written) + 0;
}

function magnitude(digits: string): number {
  if (digits.startsWith('0b') || digits.startsWith('0x')) return digits.length > 2 ? Number(digits) : Number.NaN;
  if (digits.includes(':')) return sexagesimal(digits);
  if (/^0[0-7]/.test(digits)) return Number(`0o${digits}`);
  return Number(digits);
}

const sexagesimal = (digits: string): number => digits.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);

function floatValue(text: string): number {
  const [, sign, digits] = /^([-+]?)(.*)$/.exec(text.replaceAll('_', '').toLowerCase()) as unknown as [
    string,
    string,
    string,
  ];
  const value = digits === '.inf' ? Infinity : digits === '.nan' ? Number.NaN : sexagesimal(digits);
  return sign === '-' ? -value : value;
}
