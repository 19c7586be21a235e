import { integer, isOctal } from './conditions.ts';
import { ExpressionError, type ExpressionSource, evaluateOperand, type Operand } from './expression.ts';
import type { Lexer } from './lexer.ts';
import { endsStatement, startsStatement } from './lookahead.ts';
import { quoted, type Reader } from './reader.ts';
import { withoutEscapes } from './strings.ts';
import type { Cell, MacroCall, Value } from './tree.ts';

/** `< ... >`, the reader at the bracket; `start` is where the value begins, a `/bits/` before it included. */
export function readCells(reader: Reader, bits: 8 | 16 | 32 | 64, start: number): Value {
  const { lexer } = reader;
  const open = reader.here();
  const cells: Cell[] = [];
  let said = false;
  const wrong = (message: string) => {
    if (!said) reader.problem(reader.here(), message);
    said = true;
  };
  const finish = (): Value => ({ kind: 'cells', bits, cells, span: reader.map.span(start, lexer.previousEnd) });
  lexer.advance('value');
  for (;;) {
    if (lexer.is('>') || lexer.is('>>') || lexer.is('>=')) {
      lexer.cut(lexer.start + 1);
      lexer.advance('value');
      return finish();
    }
    if (endsTooEarly(lexer)) {
      reader.forgotten("'>' is missing", { related: { span: open, text: 'opened here' } });
      return finish();
    }
    switch (lexer.kind) {
      case 'label':
        lexer.advance('value');
        break;
      case 'reference': {
        if (bits !== 32) wrong('only cells of 32 bits can hold a reference');
        const to = reader.reference();
        cells.push({ kind: 'phandle', to, span: to.span });
        lexer.advance('value');
        break;
      }
      case 'number':
      case 'character':
      case 'name':
        cells.push(readCell(reader, bits));
        break;
      case 'string':
        wrong('a string cannot stand in angle brackets');
        lexer.advance('value');
        break;
      default:
        if (lexer.is('(')) cells.push(readCell(reader, bits));
        else {
          if (lexer.is(',')) wrong("cells are separated by blanks, not by ','");
          else if (lexer.kind === 'punctuator') wrong(`arithmetic stands in round brackets: '${lexer.word}'`);
          else wrong(`${quoted(lexer.word)} has no place here`);
          lexer.advance('value');
        }
    }
  }
}

/** Whether the property, or the statement after it, shows that the bracket was forgotten. */
function endsTooEarly(lexer: Lexer): boolean {
  if (endsStatement(lexer) || lexer.is('=') || lexer.is(']')) return true;
  if (lexer.is(',')) {
    return lexer.peek(() => {
      lexer.advance('value');
      return lexer.is('<') || lexer.is('[') || lexer.kind === 'string';
    });
  }
  return lexer.first && startsStatement(lexer);
}

function readCell(reader: Reader, bits: number): Cell {
  const { lexer, map } = reader;
  const { start } = lexer;
  const { value, call, error } = lexer.kind === 'name' ? unknownCell(reader) : evaluateCell(reader);
  const end = lexer.previousEnd;
  const span = map.span(start, end);
  const text = lexer.text.slice(start, end);
  const from = map.callAt(start);
  const macro = from ? (from === map.callAt(end - 1) ? from : undefined) : call;
  const used = macro ? { macro } : {};
  if (error !== undefined) reader.problem(span, error);
  if (value === undefined) return { kind: 'unknown', text, span, ...used };
  if (!fits(value, bits)) reader.problem(span, `${text} does not fit into ${bits} bits`);
  return { kind: 'number', value: BigInt.asUintN(bits, value), span, ...used };
}

/** As an unsigned number, or as a negative one in 64 bits. */
const fits = (value: bigint, bits: number): boolean =>
  BigInt.asUintN(bits, value) === value || BigInt.asIntN(64, value) === BigInt.asIntN(bits, value);

interface CellContent {
  readonly value?: bigint | undefined;
  readonly call?: MacroCall;
  readonly error?: string;
}

const unknownCell = (reader: Reader): CellContent => ({ call: reader.macroUse() });

/** A number, or an expression in round brackets: unsigned, in 64 bits, as dtc does it. */
function evaluateCell(reader: Reader): CellContent {
  const { lexer } = reader;
  const source = new CellExpression(reader);
  try {
    return { value: evaluateOperand(source, reader.nesting).value };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    if (source.depth === 0) lexer.advance('value');
    while (source.depth > 0 && !endsStatement(lexer)) source.advance();
    lexer.again('value');
    // `<((1 + 2)>`: the bracket was taken for an operator.
    const isBracket = lexer.text.slice(lexer.previousStart, lexer.previousEnd) === '>';
    return { error: isBracket ? "')' is missing" : error.message };
  }
}

class CellExpression implements ExpressionSource {
  readonly signs = '-~!';
  depth = 0;
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  operator(): string | undefined {
    const { lexer } = this.#reader;
    return lexer.kind === 'punctuator' && !endsStatement(lexer) ? lexer.word : undefined;
  }

  advance(): void {
    const { lexer } = this.#reader;
    if (lexer.is('(')) this.depth++;
    else if (lexer.is(')')) this.depth--;
    lexer.advance(this.depth > 0 ? 'expression' : 'value');
  }

  operand(): Operand | undefined {
    const { lexer } = this.#reader;
    if (lexer.kind === 'name') {
      this.#reader.macroUse('expression');
      return { value: undefined, unsigned: true };
    }
    if (lexer.kind !== 'number' && lexer.kind !== 'character') return undefined;
    const value = lexer.kind === 'number' ? numberOf(lexer.word) : characterOf(lexer.word);
    this.advance();
    return { value, unsigned: true };
  }
}

function numberOf(word: string): bigint {
  const match = /^(0[xX][0-9a-fA-F]+|[0-9]+)(?:ULL|UL|LL|U|L)?$/.exec(word);
  if (!match || (isOctal(match[1]!) && /[89]/.test(match[1]!))) throw new ExpressionError(`'${word}' is not a number`);
  return integer(match[1]!);
}

function characterOf(word: string): bigint {
  const text = withoutEscapes(word.slice(1, -1));
  if (text?.length !== 1) throw new ExpressionError(`${word} is not one character`);
  return BigInt(text.charCodeAt(0));
}
