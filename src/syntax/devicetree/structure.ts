import { Language, Parser } from 'web-tree-sitter';

/** A statement of the outline, with the statements within it. */
export interface Structure {
  /** Offset in the outline. */
  readonly start: number;
  readonly children: Structure[];
}

/**
 * Makes the grammar ready. To be awaited once before anything is parsed; `runtime` is web-tree-sitter's own
 * WebAssembly file, `grammar` that of tree-sitter-devicetree.
 */
export async function loadDevicetreeParser(wasm: {
  readonly runtime: Uint8Array;
  readonly grammar: Uint8Array;
}): Promise<void> {
  // web-tree-sitter declares its whole Emscripten module as required; it reads this one field.
  await Parser.init({ wasmBinary: wasm.runtime } as unknown as Parameters<typeof Parser.init>[0]);
  const language = await Language.load(wasm.grammar);
  const loaded = new Parser();
  loaded.setLanguage(language);
  parser = loaded;
}

/** The nesting of the statements of an outline, and where the grammar failed to read it. */
export function structureOf(outline: string): {
  readonly statements: readonly Structure[];
  readonly errorAt: number | undefined;
} {
  if (!parser) throw new Error('loadDevicetreeParser has to be awaited first');
  const tree = parser.parse(outline);
  if (!tree) return { statements: [], errorAt: 0 };
  try {
    const statements: Structure[] = [];
    const open: { readonly end: number; readonly children: Structure[] }[] = [];
    for (const node of tree.rootNode.descendantsOfType(STATEMENTS)) {
      if (!node) continue;
      while (open.length > 0 && open.at(-1)!.end <= node.startIndex) open.pop();
      const statement: Structure = { start: node.startIndex, children: [] };
      (open.at(-1)?.children ?? statements).push(statement);
      if (node.type === 'node') open.push({ end: node.endIndex, children: statement.children });
    }
    const error = tree.rootNode.hasError ? tree.rootNode.descendantsOfType('ERROR')[0] : undefined;
    return { statements, errorAt: tree.rootNode.hasError ? (error?.startIndex ?? 0) : undefined };
  } finally {
    tree.delete();
  }
}

const STATEMENTS = ['node', 'property', 'delete_node', 'delete_property', 'dtsi_include'];

let parser: Parser | undefined;
