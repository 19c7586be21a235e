// Makes the devicetree grammar ready for a tool.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const wasm = (name) => readFileSync(require.resolve(name));

export const loadGrammar = (loadDevicetreeParser) =>
  loadDevicetreeParser({
    runtime: wasm('web-tree-sitter/tree-sitter.wasm'),
    grammar: wasm('tree-sitter-devicetree/tree-sitter-devicetree.wasm'),
  });
