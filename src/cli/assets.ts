import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ReusedMemory } from './reused-memory.ts';

/**
 * The files ncslint brings along. Built, they lie beside the scripts in dist/ (see tools/bundle.mjs); run from its
 * sources they are where they are kept. Reading is synchronous and throws for a name that does not exist. In the
 * single-file executable src/cli/packed-assets.ts takes the place of this file.
 */
export const assets = {
  /** The package.json of this package: beside src/, and above dist/. */
  manifest: (): string => readFileSync(here(built ? '../package.json' : '../../package.json'), 'utf8'),

  /** The source map of a script of the program, "program" or "late"; undefined for what runs from its sources. */
  mapOf: (script: string): string | undefined => (built ? readFileSync(here(`./${script}.js.map`), 'utf8') : undefined),

  /** The runtime of tree-sitter, WebAssembly. */
  treeSitter: (): Uint8Array => readFileSync(built ? here('./tree-sitter.wasm') : treeSitter()),

  /** The devicetree grammar, WebAssembly. */
  grammar: (): Uint8Array => readFileSync(built ? here('./tree-sitter-devicetree.wasm') : grammar()),

  /** The text of a file of facts about the SDK: `facts('ncs-2.4.json')`. They are ASCII, which is read fastest as it is. */
  facts: (name: string): string => memory.read(new URL(name, facts)).toString('latin1'),

  /** Names of all files of facts, sorted, folders with forward slashes: 'boards/nrf52840dk.json'. */
  factNames: (): readonly string[] =>
    readdirSync(facts, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.replaceAll('\\', '/'))
      .sort(),
};

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const built = !import.meta.url.endsWith('.ts');
const facts = new URL(built ? './data/' : '../sdk/data/', import.meta.url);
const memory = new ReusedMemory(2 ** 19);

const treeSitter = (): string => packaged('web-tree-sitter/tree-sitter.wasm');

const grammar = (): string => packaged('tree-sitter-devicetree/tree-sitter-devicetree.wasm');

// Not imported: what is built has no use for it, and would load it for nothing.
const packaged = (name: string): string =>
  process
    .getBuiltinModule('node:module')
    .createRequire(import.meta.url)
    .resolve(name);
