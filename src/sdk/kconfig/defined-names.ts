import type { FileSystem } from '../../text/file-system.ts';
import { noLooks, noted, textOf } from '../../text/looks.ts';
import type { KeptOfSdk } from '../kept.ts';

/**
 * Symbols with a type that only the Kconfig files of other architectures, SoCs, modules and images define. A condition over
 * one of them is over a symbol that this build does not have; over another one it may be over a module that nobody has.
 * What is defined in a way nobody writes a definition is left out, and so are boards, which are known by their names.
 */
export function definedElsewhere(files: FileSystem, kept?: KeptOfSdk): ReadonlySet<string> {
  const name = `defined in ${FOLDERS.join(' ')}`;
  const found = kept?.find<readonly string[]>(name);
  if (found) return new Set(found.content);
  const looks = noLooks();
  const names = definedIn(FOLDERS, noted(files, looks));
  kept?.keep(name, looks, { content: [...names] });
  return names;
}

function definedIn(folders: readonly string[], files: FileSystem, names = new Set<string>()): Set<string> {
  for (const folder of folders) {
    for (const { name, kind } of files.list(folder)) {
      const path = `${folder}/${name}`;
      if (kind === 'folder') definedIn([path], files, names);
      else if (name.startsWith('Kconfig'))
        for (const [, symbol] of (textOf(files, path) ?? '').matchAll(DEFINITION)) names.add(symbol!);
    }
  }
  return names;
}

/** Whether a name is that of a board, a SoC or a shield: those are of the SDK, whichever modules it has. */
export const isOfHardware = (symbol: string): boolean => /^(BOARD|SOC|SHIELD)_/.test(symbol);

const FOLDERS = ['zephyr/arch', 'zephyr/soc', 'zephyr/modules', 'nrf/modules'];

/** The type comes first. */
const DEFINITION =
  /^[ \t]*(?:menu)?config[ \t]+(\w+)[ \t]*(?:#.*)?\r?\n\s*(?:def_)?(?:bool|tristate|int|hex|string)\b/gm;
