import { type FactsChoice, shippedChoice } from '../sdk/shipped.ts';
import { loadDevicetreeParser } from '../syntax/devicetree/parse.ts';
import { assets } from './assets.ts';

/** Loads what has to be there before anything is linted. */
export async function loadParsers(): Promise<void> {
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
