/** Where an expression is read from, one token at a time. */
export interface ExpressionSource {
  /** The signs that may stand before an operand: devicetrees have no `+`. */
  readonly signs: string;
  /** The operator, bracket or `?`, `:` that stands here; undefined for anything else and at the end. */
  operator(): string | undefined;
  advance(): void;
  /** Reads a number or a name. Undefined: nothing of that kind stands here. */
  operand(): Operand | undefined;
}

export interface Operand {
  /** Modulo 2^64; undefined when it is not known. */
  readonly value: bigint | undefined;
  readonly unsigned: boolean;
}

export class ExpressionError extends Error {}

/**
 * A whole expression with C's operators in 64 bits, `?:` included; a comparison, a division and a shift to the right
 * are unsigned when one of the operands is. Unknown operands make the result unknown, unless they do not matter.
 * Throws an ExpressionError, whose message says what was expected, at most `nesting` deep.
 */
export function evaluate(source: ExpressionSource, nesting: number): Operand {
  return conditional(source, nesting);
}

/** A number, or an expression in round brackets, and nothing behind it. Throws like `evaluate`. */
export function evaluateOperand(source: ExpressionSource, nesting: number): Operand {
  return primary(source, nesting);
}

/** `value` as a signed number of 64 bits. */
const signed = (value: bigint): bigint => BigInt.asIntN(64, value);

const LEVELS: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '|': 3,
  '^': 4,
  '&': 5,
  '==': 6,
  '!=': 6,
  '<': 7,
  '>': 7,
  '<=': 7,
  '>=': 7,
  '<<': 8,
  '>>': 8,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '%': 10,
};

function conditional(source: ExpressionSource, nesting: number): Operand {
  if (nesting <= 0) throw new ExpressionError('the expression is nested too deeply');
  const condition = binary(source, 1, nesting);
  if (source.operator() !== '?') return condition;
  source.advance();
  const yes = attempt(() => conditional(source, nesting - 1), truth(condition) !== false);
  if (source.operator() !== ':') throw new ExpressionError("expected ':' of '?:'");
  source.advance();
  const no = attempt(() => conditional(source, nesting - 1), truth(condition) !== true);
  const chosen = truth(condition);
  const unsigned = yes.unsigned || no.unsigned;
  if (chosen === undefined) return { value: yes.value === no.value ? yes.value : undefined, unsigned };
  return { value: chosen ? yes.value : no.value, unsigned };
}

function binary(source: ExpressionSource, level: number, nesting: number): Operand {
  let left = unary(source, nesting);
  for (;;) {
    const operator = source.operator();
    const own = operator === undefined ? undefined : LEVELS[operator];
    if (operator === undefined || own === undefined || own < level) return left;
    source.advance();
    const needed = operator === '&&' ? truth(left) !== false : operator === '||' ? truth(left) !== true : true;
    left = apply(
      operator,
      left,
      attempt(() => binary(source, own + 1, nesting), needed),
      needed,
    );
  }
}

function unary(source: ExpressionSource, nesting: number): Operand {
  const before: string[] = [];
  for (let sign = source.operator(); sign && source.signs.includes(sign); sign = source.operator()) {
    before.push(sign);
    source.advance();
  }
  let operand = primary(source, nesting);
  for (const sign of before.reverse()) operand = applyUnary(sign, operand);
  return operand;
}

function primary(source: ExpressionSource, nesting: number): Operand {
  if (source.operator() !== '(') {
    const operand = source.operand();
    if (!operand) throw new ExpressionError('expected a number or an expression in brackets');
    return operand;
  }
  source.advance();
  const inner = conditional(source, nesting - 1);
  if (source.operator() !== ')') throw new ExpressionError("expected ')'");
  source.advance();
  return inner;
}

const truth = ({ value }: Operand): boolean | undefined => (value === undefined ? undefined : value !== 0n);
const number = (value: boolean): bigint => (value ? 1n : 0n);

class DivisionByZero extends ExpressionError {}

/** C does not evaluate what is not needed: a division by zero there is none. */
function attempt(read: () => Operand, needed: boolean): Operand {
  if (needed) return read();
  dormant++;
  try {
    return read();
  } finally {
    dormant--;
  }
}

let dormant = 0;

function applyUnary(sign: string, { value, unsigned }: Operand): Operand {
  if (value === undefined) return { value, unsigned };
  if (sign === '!') return { value: number(value === 0n), unsigned: false };
  return { value: wrap(sign === '-' ? -value : sign === '~' ? ~value : value), unsigned };
}

const wrap = (value: bigint): bigint => BigInt.asUintN(64, value);

function apply(operator: string, left: Operand, right: Operand, needed: boolean): Operand {
  const logical = operator === '&&' || operator === '||';
  if (logical) return { value: logic(operator, truth(left), truth(right)), unsigned: false };
  const unsigned = left.unsigned || right.unsigned;
  const compares = (LEVELS[operator] ?? 0) === 6 || (LEVELS[operator] ?? 0) === 7;
  const result = { unsigned: operator === '<<' || operator === '>>' ? left.unsigned : unsigned && !compares };
  if (left.value === undefined || right.value === undefined || !needed) return { ...result, value: undefined };
  return { ...result, value: wrap(compute(operator, left.value, right.value, unsigned, left.unsigned)) };
}

function logic(operator: string, left: boolean | undefined, right: boolean | undefined): bigint | undefined {
  const deciding = operator === '||';
  if (left === deciding || right === deciding) return number(deciding);
  return left === undefined || right === undefined ? undefined : number(!deciding);
}

function compute(operator: string, left: bigint, right: bigint, unsigned: boolean, leftUnsigned: boolean): bigint {
  const a = unsigned ? left : signed(left);
  const b = unsigned ? right : signed(right);
  switch (operator) {
    case '|':
      return left | right;
    case '^':
      return left ^ right;
    case '&':
      return left & right;
    case '==':
      return number(left === right);
    case '!=':
      return number(left !== right);
    case '<':
      return number(a < b);
    case '>':
      return number(a > b);
    case '<=':
      return number(a <= b);
    case '>=':
      return number(a >= b);
    case '<<':
      return right > 63n ? 0n : left << right;
    case '>>':
      return shiftRight(leftUnsigned ? left : signed(left), right);
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    default:
      if (b === 0n) {
        if (dormant > 0) return 0n;
        throw new DivisionByZero('division by zero');
      }
      return operator === '/' ? a / b : a % b;
  }
}

const shiftRight = (value: bigint, by: bigint): bigint => (by > 63n ? (value < 0n ? -1n : 0n) : value >> by);
