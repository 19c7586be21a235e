import type { Parser } from 'web-tree-sitter';

/**
 * Makes the grammar ready, a second witness beside our own reader. To be awaited once before sources are read again;
 * `runtime` is web-tree-sitter's own WebAssembly file, `grammar` that of tree-sitter-devicetree.
 */
export async function loadDevicetreeGrammar(wasm: {
  readonly runtime: Uint8Array;
  readonly grammar: Uint8Array;
}): Promise<void> {
  const { Language, Parser } = await import('web-tree-sitter');
  // web-tree-sitter declares its whole Emscripten module as required; it reads this one field.
  await Parser.init({ wasmBinary: wasm.runtime } as unknown as Parameters<typeof Parser.init>[0]);
  const language = await Language.load(wasm.grammar);
  const loaded = new Parser();
  loaded.setLanguage(language);
  parser = loaded;
}

/**
 * Whether the grammar finds nothing wrong with a text that is preprocessed; undefined where that is not known: the text
 * takes it too long, or it is not loaded. That is remembered then, see `isGrammarWanted`.
 */
export function isReadByGrammar(text: string): boolean | undefined {
  if (!parser) wanted = true;
  if (!parser || text.length > LONGEST) return undefined;
  let steps = 0;
  const isLong = () => ++steps > FEWEST_STEPS + text.length;
  const tree = parser.parse(withoutSuffixes(text), null, { progressCallback: isLong });
  if (!tree) {
    parser.reset();
    return undefined;
  }
  try {
    return !tree.rootNode.hasError;
  } finally {
    tree.delete();
  }
}

export const isGrammarLoaded = (): boolean => parser !== undefined;

/** Whether `isReadByGrammar` was asked while the grammar was not loaded. */
export const isGrammarWanted = (): boolean => wanted && !parser;

/** The grammar does not know integer suffixes; blanks leave everything in its place. */
const withoutSuffixes = (text: string): string =>
  text.replace(/\b(0[xX][0-9a-fA-F]{1,16}|[0-9]{1,20})(ULL|UL|LL|U|L)\b/g, (_, digits: string, suffix: string) =>
    digits.padEnd(digits.length + suffix.length),
  );

/** Characters. Mistakes take the grammar longer than all the rest. */
const LONGEST = 1 << 18;

/** One is about a hundred operations of tree-sitter. */
const FEWEST_STEPS = 1000;

let parser: Parser | undefined;
let wanted = false;
