import type { SymbolNames } from '../model/sdk-facts.ts';
import type { NamesFile } from './data-files.ts';

/** So many are searched for in the text. */
const FEW = 50;

/** The version whose Kconfig files are listed in full, those of Zephyr among them. */
const LISTED = '2.4.0';

/**
 * The names of an SDK version. A name that the listed version or `nrf` of a later one defines is known to all of them:
 * what a version in between or before has is not known exactly. The 17,000 names are searched as text, which is faster
 * than to make a set of them for the few symbols that most applications have.
 */
export function symbolNames(read: (name: string) => string | undefined, version: string): SymbolNames | undefined {
  const text = read(`${LISTED}/symbol-names.json`);
  if (text === undefined) return undefined;
  const { hidden, names, later } = JSON.parse(text) as NamesFile;
  const isListed = version === LISTED;
  let all: readonly string[] | undefined;
  let asked = 0;
  let set: ReadonlySet<string> | undefined;
  return {
    has: (name) => {
      if (asked++ > FEW) set ??= new Set(`${names}${hidden}${later}`.split(' '));
      return set?.has(name) ?? [names, hidden, later].some((list) => list.includes(` ${name} `));
    },
    isHidden: (name) => isListed && hidden.includes(` ${name} `),
    get all() {
      all ??= isListed ? `${names}${hidden}`.trim().split(/ +/) : [];
      return all;
    },
  };
}
