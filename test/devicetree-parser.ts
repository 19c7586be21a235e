import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadDevicetreeGrammar } from '../src/syntax/devicetree/parse.ts';

/** Loads the grammar, the second witness, for a test file: `await devicetreeParser;` before the first parse. */
export const devicetreeParser: Promise<void> = loadDevicetreeGrammar({
  runtime: wasm('web-tree-sitter/tree-sitter.wasm'),
  grammar: wasm('tree-sitter-devicetree/tree-sitter-devicetree.wasm'),
});

function wasm(name: string): Uint8Array {
  return readFileSync(createRequire(import.meta.url).resolve(name));
}
