import { FileSources } from '../../model/kconfig-tree/sources.ts';
import type { Statement } from '../../syntax/kconfig-file/statements.ts';
import type { FileSystem } from '../../text/file-system.ts';
import type { ChangedNamesFile, NamesFile } from '../data-files.ts';

/**
 * The symbols that any Kconfig file of the SDK defines, for whatever board and image. Hidden is one that has a prompt
 * nowhere and is defined by Zephyr alone, as a module that is not there may give its own symbols one; where there is a list
 * already, those on it that have no prompt here. `later` of that list are names of other versions, which this one does
 * not have.
 */
export function symbolNames(sdk: FileSystem, before: NamesFile | undefined): NamesFile {
  const found = definedNames(sdk);
  const names = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  const listedBefore = before && new Set(before.hidden.split(' '));
  const isHidden = (name: string, { isOfModule, hasPrompt, hasType }: Use): boolean =>
    !hasPrompt && (listedBefore ? listedBefore.has(name) : hasType && !isOfModule);
  return {
    kind: 'symbol-names',
    hidden: listed(names.flatMap(([name, use]) => (isHidden(name, use) ? [name] : []))),
    names: listed(names.flatMap(([name, use]) => (isHidden(name, use) ? [] : [name]))),
    later: listed((before?.later ?? '').split(' ').filter((name) => name !== '' && !found.has(name))),
  };
}

/** The same of a later version, as far as it is another way than in `before`. */
export function changedNames(sdk: FileSystem, before: NamesFile): ChangedNamesFile {
  const { hidden, names } = symbolNames(sdk, undefined);
  const [nowHidden, nowNames, wasHidden, wasNames] = [hidden, names, before.hidden, before.names].map(
    (list) => new Set(list.trim().split(' ')),
  );
  const without = (one: ReadonlySet<string>, ...others: readonly ReadonlySet<string>[]): string =>
    listed([...one].filter((name) => !others.some((other) => other.has(name))));
  return {
    kind: 'changed-symbol-names',
    hidden: without(nowHidden!, wasHidden!),
    names: without(nowNames!, wasNames!),
    gone: without(new Set([...wasHidden!, ...wasNames!].sort()), nowHidden!, nowNames!),
  };
}

function definedNames(sdk: FileSystem): ReadonlyMap<string, Use> {
  const found = new Map<string, Use>();
  const sources = new FileSources(sdk);
  for (const root of ['zephyr', 'nrf', 'bootloader/mcuboot', 'nrfxlib', 'modules']) look(root);
  return found;

  function look(folder: string): void {
    for (const { name, kind } of sdk.list(folder)) {
      const path = `${folder}/${name}`;
      if (kind === 'folder') look(path);
      else if (name.startsWith('Kconfig')) define(sources.file(path)?.statements ?? [], OF_MODULES.test(path));
    }
  }

  function define(statements: readonly Statement[], isOfModule: boolean): void {
    for (const statement of statements) {
      const name = statement.kind === 'config' ? statement.name.name : undefined;
      if (statement.kind === 'config' && typeof name === 'string' && /^\w+$/.test(name)) {
        const before = found.get(name);
        const hasPrompt = statement.properties.some(({ kind }) => kind === 'prompt');
        const hasType = statement.properties.some(({ kind }) => kind === 'type');
        found.set(name, {
          isOfModule: isOfModule || before?.isOfModule === true,
          hasPrompt: hasPrompt || before?.hasPrompt === true,
          hasType: hasType || before?.hasType === true,
        });
      }
      if ('body' in statement) define(statement.body, isOfModule);
    }
  }
}

/** What Zephyr says for modules, and shields for drivers of theirs. */
const OF_MODULES =
  /^(nrf|bootloader|nrfxlib|modules)\/|^zephyr\/(modules|boards\/shields|subsys\/net\/l2\/openthread)\//;

interface Use {
  readonly isOfModule: boolean;
  readonly hasPrompt: boolean;
  readonly hasType: boolean;
}

const listed = (names: readonly string[]): string => ` ${names.join(' ')} `;
