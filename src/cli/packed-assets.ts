import { getAsset, getRawAsset } from 'node:sea';
import type { assets as files } from './assets.ts';

/** The same as src/cli/assets.ts in the single-file executable, which has them inside: tools/single-file.mjs. */
export const assets: typeof files = {
  manifest: () => getAsset('package.json', 'utf8'),
  // Its names are as long as in the sources.
  mapOf: () => undefined,
  treeSitter: () => new Uint8Array(getRawAsset('tree-sitter.wasm') as ArrayBuffer),
  grammar: () => new Uint8Array(getRawAsset('tree-sitter-devicetree.wasm') as ArrayBuffer),
  facts: (name) => getAsset(`data/${name}`, 'utf8'),
  factNames: () => JSON.parse(getAsset('data', 'utf8')),
};
