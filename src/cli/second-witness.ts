import { isGrammarWanted, loadDevicetreeGrammar } from '../syntax/devicetree/parse.ts';
import { assets } from './assets.ts';

/**
 * What `read` finds; once more where something seems to be missing in a devicetree source: the grammar has to find so,
 * too. It takes as long as all the rest of a small run, so it is loaded only then.
 */
export async function withSecondWitness<T>(read: () => T): Promise<T> {
  const first = read();
  if (!isGrammarWanted()) return first;
  await loadDevicetreeGrammar({ runtime: assets.treeSitter(), grammar: assets.grammar() });
  return read();
}
