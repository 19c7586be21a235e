import type { YamlNode } from './node.ts';

export interface Wording {
  readonly message: string;
  readonly help?: string;
  readonly replacement?: string;
  readonly label: string;
}

/** What PyYAML reads instead of an integer; `what` is "the size of mcuboot". */
export function wrongNumber(what: string, node: YamlNode): Wording {
  if (node.kind !== 'scalar') return { message: `${what} is a ${node.kind}, not a number`, label: `a ${node.kind}` };
  const { value, text, quoted } = node;
  switch (value.type) {
    case 'null':
      return { message: `${what} is left out`, label: 'no value', help: 'write a number, `0x...`' };
    case 'int':
      return { message: `${what} is negative`, label: 'negative' };
    case 'float':
      return typed(what, text, 'a floating-point number', decimalMeant(value.value));
    case 'bool':
      return typed(what, text, 'a boolean');
    case 'string':
      break;
    default:
      return typed(what, text, `a ${value.type}`);
  }
  if (quoted && NUMBER.test(value.value)) {
    const meant = value.value.trim();
    return { message: `${what} is text, for it stands in quotes`, label: 'text for PyYAML', ...suggested(meant) };
  }
  if (/\b(SB_)?CONFIG_\w|\bPM_\w|^\$|\{|\bDT_\w/.test(value.value)) {
    const message = `${what} is text: nothing is replaced in a static file`;
    return { message, label: 'text for PyYAML', help: 'write the number itself' };
  }
  return typed(
    what,
    text,
    EXPRESSION.test(value.value) ? 'text: it does not compute' : 'text',
    meantNumber(value.value),
  );
}

const typed = (what: string, text: string, type: string, meant?: string): Wording => ({
  message: `${what} is not a number: PyYAML reads \`${text}\` as ${type}`,
  label: `${type.replace(/:.*/, '')} for PyYAML`,
  ...suggested(meant),
});

/** A name (`region`) or names (`span`) were expected; `what` is "the region of mcuboot". */
export function wrongText(what: string, node: YamlNode): Wording {
  const help = what.startsWith('the span') ? 'write a list of partition names' : 'write the name of a region';
  if (node.kind !== 'scalar') return { message: `${what} is a ${node.kind}`, label: `a ${node.kind}`, help };
  const { type } = node.value;
  if (type === 'null') return { message: `${what} is left out`, label: 'no value', help };
  return { message: `${what} is no name: PyYAML reads \`${node.text}\` as a value of type ${type}`, label: type, help };
}

/** An integer that PyYAML reads in base 8 (a leading zero) or 60 (colons); undefined where it is what it looks like. */
export function misreadNumber(what: string, node: YamlNode): Wording | undefined {
  if (node.kind !== 'scalar' || node.value.type !== 'int' || node.quoted) return undefined;
  const { text, value } = node;
  if (text.includes(':')) {
    return {
      message: `${what} is ${value.value}: PyYAML reads \`${text}\` in base 60`,
      label: `${value.value} for PyYAML`,
    };
  }
  const digits = text.replaceAll('_', '');
  if (!/^[-+]?0[0-7]+$/.test(digits) || Number(digits) === value.value) return undefined;
  return {
    message: `${what} is ${value.value}: PyYAML reads \`${text}\` as an octal number`,
    label: `${value.value} for PyYAML`,
    help: `write \`${Number(digits)}\` or \`0x${digits.replace(/^[-+]?0+/, '')}\``,
  };
}

const suggested = (meant: string | undefined): Pick<Wording, 'help' | 'replacement'> =>
  meant === undefined ? {} : { help: `write \`${meant}\``, replacement: meant };

const NUMBER = /^\s*(?:0x[0-9a-fA-F]+|0|[1-9][0-9]*)\s*$/;
const EXPRESSION = /^[\w()]+(\s*[-+*/]\s*[\w()]+)+$/;

const decimalMeant = (value: number): string | undefined =>
  Number.isSafeInteger(value) && value >= 0 ? String(value) : undefined;

function meantNumber(written: string): string | undefined {
  const text = written.trim();
  if (/^0X[0-9a-fA-F]+$/.test(text)) return `0x${text.slice(2)}`;
  if (/^0o[0-7]+$/i.test(text)) return hex(Number(text.toLowerCase()));
  if (/^0\d+$/.test(text)) return String(Number(text));
  if (/^[1-9]\d*e\+?\d$/i.test(text)) return decimalMeant(Number(text));
  if (/^\d{1,3}(,\d{3})+$/.test(text)) return text.replaceAll(',', '');
  const scaled = /^(\d+|0x[0-9a-fA-F]+)\s*(k|m)(i?b)?$/i.exec(text);
  if (scaled) return hex(Number(scaled[1]) * (scaled[2]!.toLowerCase() === 'k' ? 1024 : 1024 * 1024));
  const first = /^(0x[0-9a-fA-F]+|[1-9]\d*|0)\s*(?:[;,(#/]|bytes\b|B\b)/.exec(text);
  if (first && !EXPRESSION.test(text)) return first[1];
  if (/^[0-9a-fA-F]+h$/.test(text)) return `0x${text.slice(0, -1)}`;
  if (/^(?=.*\d)(?=.*[a-fA-F])[0-9a-fA-F]{2,}$/.test(text)) return `0x${text}`;
  return simpleResult(text);
}

/** The result of sums, differences and products of literals, without parentheses. */
function simpleResult(text: string): string | undefined {
  if (!/^(0x[0-9a-fA-F]+|\d+)(\s*[-+*]\s*(0x[0-9a-fA-F]+|\d+))+$/.test(text)) return undefined;
  const terms = text.replaceAll('-', '+-').split('+');
  const value = terms.reduce((sum, term) => {
    const negative = term.trim().startsWith('-');
    const product = term
      .replace('-', '')
      .split('*')
      .reduce((result, factor) => result * Number(factor), 1);
    return negative ? sum - product : sum + product;
  }, 0);
  return Number.isSafeInteger(value) && value >= 0 ? hex(value) : undefined;
}

const hex = (value: number): string | undefined =>
  Number.isSafeInteger(value) ? `0x${value.toString(16)}` : undefined;
