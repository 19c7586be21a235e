import type { SymbolNames } from '../model/sdk-facts.ts';
import type { ChangedNamesFile, NamesFile } from './data-files.ts';
import { entryAt } from './sorted-text.ts';

/** The version whose Kconfig files are listed in full, those of Zephyr among them. */
const LISTED = '2.4.0';
/** One more, listed by what is another way. Zephyr and the modules are those of 2.7.0-rc3. */
const LISTED_LATER = '2.7.0';

/**
 * The names of an SDK version. A name that a listed version or `nrf` of a later one defines is known to all of them:
 * what a version in between or before has is not known exactly. Of a version that is not listed those of `own` are, which
 * are not Zephyr's.
 */
export function symbolNames(
  read: (name: string) => string | undefined,
  version: string,
  own: OwnSymbols,
): SymbolNames | undefined {
  const text = read(`${LISTED}/symbol-names.json`);
  if (text === undefined) return undefined;
  const [hidden, names, later] = [listIn(text, 'hidden'), listIn(text, 'names'), listIn(text, 'later')];
  const isListed = version === LISTED;
  const isListedLater = version === LISTED_LATER;
  let since: Changes | undefined;
  const changes = (): Changes => (since ??= changesIn(read(`${LISTED_LATER}/symbol-names.json`) ?? ''));
  let all: readonly string[] | undefined;
  return {
    has: remembering(
      (name) =>
        [names, hidden, later].some((list) => isIn(list, name)) ||
        own.has(name) ||
        [changes().names, changes().hidden].some((list) => isIn(list, name)),
    ),
    isHidden: remembering((name) => {
      if (isListed) return isIn(hidden, name);
      if (own.isHidden(name)) return true;
      if (!isListedLater) return false;
      return isIn(changes().hidden, name) || (isIn(hidden, name) && !isIn(changes().names, name) && !isGone(name));
    }),
    isOfZephyr: (name) => isListedLater && !own.has(name),
    get all() {
      all ??= isListed ? namesIn(names, hidden) : isListedLater ? laterNames() : own.names();
      return all;
    },
  };

  function laterNames(): readonly string[] {
    const before = namesIn(names, hidden).filter((name) => !isGone(name));
    return [...new Set([...before, ...namesIn(changes().names, changes().hidden), ...own.names()])];
  }

  function isGone(name: string): boolean {
    return isIn(changes().gone, name);
  }
}

type Changes = Readonly<Record<'names' | 'hidden' | 'gone', string>>;

const changesIn = (text: string): Changes => ({
  names: listIn(text, 'names'),
  hidden: listIn(text, 'hidden'),
  gone: listIn(text, 'gone'),
});

const namesIn = (...lists: readonly string[]): readonly string[] => lists.join('').trim().split(/ +/);

/** The applications of a repository ask for the same names again and again. */
function remembering(answer: (name: string) => boolean): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    let found = known.get(name);
    if (found === undefined) known.set(name, (found = answer(name)));
    return found;
  };
}

/** What `nrf` and MCUboot of a version define, each without what Zephyr knows by name. */
export interface OwnSymbols {
  names(): readonly string[];
  /** Those of templates count, too, which no list of names has. */
  has(name: string): boolean;
  /** Without a prompt in all images. */
  isHidden(name: string): boolean;
}

/** Names with a blank behind each. Not parsed: of half a million characters some are looked at. */
function listIn(text: string, key: keyof NamesFile | keyof ChangedNamesFile): string {
  if (text === '') return '';
  const start = text.indexOf('"', text.indexOf(`"${key}":`) + key.length + 3) + 1;
  // The first one has a blank before it, too.
  return text.slice(start + 1, text.indexOf('"', start));
}

/** Whether a name stands in a sorted list: to make a set of 17,000 names takes longer. */
const isIn = (list: string, name: string): boolean => entryAt(list, ' ', `${name} `) >= 0;
