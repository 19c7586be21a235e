import { isGrammarWanted, loadDevicetreeGrammar } from '../syntax/devicetree/parse.ts';
import { assets } from './assets.ts';

/**
 * What `read` finds; once more where something seems to be missing in a devicetree source: the grammar has to find so,
 * too. It takes as long as all the rest of a small run, so it is loaded only then.
 */
export async function withSecondWitness<T>(read: () => T): Promise<T> {
  const first = read();
  if (!isGrammarWanted()) return first;
  // V8 would compile the grammar's big lexer function a second time, and the process would wait for that at its end.
  (await import('node:v8')).default.setFlagsFromString('--wasm-tier-up-filter=1000000');
  await loadGrammar();
  return read();
}

/** Loads the grammar at once: for a run that reads again and again, what was not there the first time, too. */
export const loadGrammar = (): Promise<void> =>
  loadDevicetreeGrammar({ runtime: assets.treeSitter(), grammar: assets.grammar() });
