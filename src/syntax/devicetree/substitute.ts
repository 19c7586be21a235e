import type { Macro } from './macros.ts';
import { type Token, tokenize } from './tokens.ts';

/**
 * The body of a macro with its arguments put in: `#` makes a string of one, `##` pastes, all others are expanded
 * first (`expand`, asked at most once for each). The result is still to be read again for more macros.
 */
export function substitute(
  macro: Macro,
  given: readonly (readonly Token[])[],
  expand: (argument: readonly Token[]) => readonly Token[],
  space: boolean,
): readonly Token[] {
  const expanded: (readonly Token[])[] = [];
  const fill: Fill = {
    macro,
    variadic: macro.variadic,
    raw: (index) => given[index] ?? [],
    expanded: (index) => (expanded[index] ??= expand(given[index] ?? [])),
  };
  const { body } = macro;
  const filled = macro.parameters || body.some(isPaste) ? paste(fillIn(body, fill)) : body;
  return withSpace(filled, space);
}

interface Fill {
  readonly macro: Macro;
  readonly variadic: boolean;
  raw(index: number): readonly Token[];
  expanded(index: number): readonly Token[];
}

const isPaste = (token: Token | undefined): boolean => token?.text === '##';

function fillIn(body: readonly Token[], fill: Fill): Token[] {
  const { macro, variadic } = fill;
  const last = (macro.parameters?.length ?? 0) - 1;
  const out: Token[] = [];
  const add = (tokens: readonly Token[]) => {
    for (const token of tokens) out.push(token);
  };
  for (let at = 0; at < body.length; at++) {
    const token = body[at]!;
    const next = body[at + 1];
    const parameter = token.kind === 'identifier' ? macro.indexOf(token.text) : -1;
    if (isPaste(token)) {
      out.push(PASTE);
    } else if (token.text === '#' && next?.kind === 'identifier' && macro.indexOf(next.text) >= 0) {
      out.push(stringify(fill.raw(macro.indexOf(next.text)), token.space));
      at++;
    } else if (token.text === '__VA_OPT__' && variadic && next?.text === '(') {
      const close = closing(body, at + 1);
      // It cannot be nested, so its own content is not asked for another.
      const part = body.slice(at + 2, close);
      if (fill.expanded(last).length > 0) add(fillIn(part, { ...fill, variadic: false }));
      at = close;
    } else if (parameter < 0) {
      out.push(token);
    } else if (variadic && parameter === last && isPaste(body[at - 1]) && body[at - 2]?.text === ',') {
      // GNU: `, ## __VA_ARGS__` loses its comma where there is nothing to follow, and pastes nothing otherwise.
      out.pop();
      if (fill.raw(parameter).length === 0) out.pop();
      add(fill.expanded(parameter));
    } else if (isPaste(next) || isPaste(body[at - 1])) {
      const argument = fill.raw(parameter);
      add(argument.length > 0 ? withSpace(argument, token.space) : [{ ...NOTHING, space: token.space }]);
    } else {
      add(withSpace(fill.expanded(parameter), token.space));
    }
  }
  return out;
}

function closing(body: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < body.length; at++) {
    if (body[at]!.text === '(') depth++;
    else if (body[at]!.text === ')' && --depth === 0) return at;
  }
  return body.length;
}

const tokenOf = (kind: Token['kind'], text: string, space: boolean): Token => ({
  kind,
  text,
  start: 0,
  end: 0,
  space,
  first: false,
  painted: false,
});

/** Known by identity: a `##` that came in with an argument pastes nothing. */
const PASTE = tokenOf('punctuator', '##', false);
/** What an empty argument leaves beside a `##`. */
const NOTHING = tokenOf('other', '', false);

function stringify(tokens: readonly Token[], space: boolean): Token {
  const parts: string[] = [];
  for (const token of tokens) {
    if (token.space && parts.length > 0) parts.push(' ');
    const quoted = token.kind === 'string' || token.kind === 'character';
    parts.push(quoted ? token.text.replace(/["\\]/g, '\\$&') : token.text);
  }
  return tokenOf('string', `"${parts.join('')}"`, space);
}

function paste(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    const right = tokens[at + 1];
    const left = out.at(-1);
    if (token !== PASTE) out.push(token);
    else if (left && right) {
      out.pop();
      for (const pasted of join(left, right)) out.push(pasted);
      at++;
    }
  }
  return out.some((token) => token.text === '') ? out.filter((token) => token.text !== '') : out;
}

/** Characters behind which a name is no longer pasted to: it would be read again for every part. */
const LONGEST = 1000;

/** One token where the two make one; otherwise both, without a blank: what cpp does outside of C. */
function join(left: Token, right: Token): readonly Token[] {
  if (left.text.length > LONGEST) return [left, { ...right, space: false }];
  const { tokens } = tokenize(left.text + right.text);
  if (tokens.length <= 1) return [{ ...(tokens[0] ?? NOTHING), space: left.space, first: false }];
  return [left, { ...right, space: false }];
}

function withSpace(tokens: readonly Token[], space: boolean): readonly Token[] {
  const head = tokens[0];
  return !head || head.space === space ? tokens : [{ ...head, space }, ...tokens.slice(1)];
}
