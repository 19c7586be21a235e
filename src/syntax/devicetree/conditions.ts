import { ExpressionError, type ExpressionSource, evaluate, type Operand } from './expression.ts';
import type { Token } from './tokens.ts';

/** What a condition may ask. */
export interface ConditionContext {
  isDefined(name: string): boolean;
  /** `__has_include`: the name with its quotes or brackets taken off. */
  hasInclude(name: string, style: 'quoted' | 'angled'): boolean;
  /** All macros expanded. */
  expand(tokens: readonly Token[]): readonly Token[];
  readonly nesting: number;
}

/** The value of `#if` and `#elif`; a message where it cannot be read, which counts as false. */
export function conditionHolds(tokens: readonly Token[], context: ConditionContext): boolean | string {
  if (tokens.length === 0) return 'the condition is missing';
  try {
    const asked = answerOperators(tokens, context);
    const source = new TokenSource(context.expand(asked));
    const { value } = evaluate(source, context.nesting);
    const rest = source.current;
    if (rest) return `expected an operator before '${rest.text}'`;
    return value !== undefined && value !== 0n;
  } catch (error) {
    if (error instanceof ExpressionError) return error.message;
    throw error;
  }
}

/** `defined X`, `defined(X)` and `__has_include(...)` replaced by 0 or 1: their names must not be expanded. */
function answerOperators(tokens: readonly Token[], context: ConditionContext): readonly Token[] {
  if (!tokens.some(({ text }) => text === 'defined' || HAS_INCLUDE.has(text))) return tokens;
  const out: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    if (token.text === 'defined') {
      const bracket = tokens[at + 1]?.text === '(';
      const name = tokens[bracket ? at + 2 : at + 1];
      if (name?.kind !== 'identifier') throw new ExpressionError("'defined' needs the name of a macro");
      if (bracket && tokens[at + 3]?.text !== ')') throw new ExpressionError("expected ')' after 'defined'");
      out.push(numberAt(token, context.isDefined(name.text)));
      at += bracket ? 3 : 1;
    } else if (HAS_INCLUDE.has(token.text) && tokens[at + 1]?.text === '(') {
      const first = at + 2;
      at = first;
      for (let depth = 0; at < tokens.length && (depth > 0 || tokens[at]!.text !== ')'); at++) {
        if (tokens[at]!.text === '(') depth++;
        else if (tokens[at]!.text === ')') depth--;
      }
      const header = headerName(tokens.slice(first, at)) ?? headerName(context.expand(tokens.slice(first, at)));
      if (!header || at >= tokens.length) throw new ExpressionError('\'__has_include\' needs "file" or <file>');
      out.push(numberAt(token, context.hasInclude(header.name, header.style)));
    } else out.push(token);
  }
  return out;
}

/** `"name"` or `<name>` at the start of `tokens`. */
export function headerName(
  tokens: readonly Token[],
): { readonly name: string; readonly style: 'quoted' | 'angled' } | undefined {
  const first = tokens[0];
  if (first?.kind === 'string') return { name: first.text.slice(1, -1), style: 'quoted' };
  if (first?.text.charAt(0) !== '<') return undefined;
  const parts: string[] = [];
  for (const { text, space } of tokens) parts.push(space && parts.length > 0 ? ` ${text}` : text);
  const written = parts.join('');
  const close = written.indexOf('>');
  return close < 0 ? undefined : { name: written.slice(1, close).trim(), style: 'angled' };
}

const HAS_INCLUDE = new Set(['__has_include', '__has_include_next']);

const numberAt = (token: Token, value: boolean): Token => ({ ...token, kind: 'number', text: value ? '1' : '0' });

class TokenSource implements ExpressionSource {
  readonly signs = '-~!+';
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get current(): Token | undefined {
    return this.#tokens[this.#at];
  }

  operator(): string | undefined {
    return this.current?.kind === 'punctuator' ? this.current.text : undefined;
  }

  advance(): void {
    this.#at++;
  }

  operand(): Operand | undefined {
    const token = this.current;
    if (!token) return undefined;
    const operand = operandOf(token);
    if (operand) this.#at++;
    return operand;
  }
}

/** A name that no macro replaced is 0. */
function operandOf({ kind, text }: Token): Operand | undefined {
  if (kind === 'identifier') return { value: text === 'true' ? 1n : 0n, unsigned: false };
  if (kind === 'character') return { value: BigInt(text.codePointAt(1) ?? 0), unsigned: false };
  if (kind !== 'number') return undefined;
  const match = /^(0[xX][0-9a-fA-F]+|0[bB][01]+|[0-9]+)([uUlL]*)$/.exec(text);
  if (!match) throw new ExpressionError(`'${text}' is not an integer`);
  return { value: BigInt.asUintN(64, integer(match[1]!)), unsigned: /[uU]/.test(match[2]!) };
}

/** An integer as C writes it: hexadecimal, binary, octal with a leading 0, or decimal. */
export function integer(digits: string): bigint {
  if (!isOctal(digits)) return BigInt(digits);
  return BigInt(/[89]/.test(digits) ? digits.replace(/^0+/, '') : `0o${digits.slice(1)}`);
}

/** Whether digits begin as octal ones do, `08` among them. */
export const isOctal = (digits: string): boolean => digits[0] === '0' && digits.length > 1 && !(digits[1]! > '9');
