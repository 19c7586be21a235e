import v8 from 'node:v8';
import { type FactsChoice, shippedChoice } from '../sdk/shipped.ts';
import { loadDevicetreeParser } from '../syntax/devicetree/parse.ts';
import { assets } from './assets.ts';

/** Loads what has to be there before anything is linted. */
export async function loadParsers(): Promise<void> {
  // V8 would compile the grammar's big lexer function a second time, and the process would wait for that at its end.
  v8.setFlagsFromString('--wasm-tier-up-filter=1000000');
  await loadDevicetreeParser({ runtime: assets.treeSitter(), grammar: assets.grammar() });
}

/** The facts in this package. */
export const shippedKnowledge: FactsChoice = shippedChoice((name) => {
  try {
    return assets.facts(name);
  } catch {
    return undefined;
  }
});
