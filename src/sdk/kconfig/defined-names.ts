import { textIn } from '../../text/decode.ts';
import type { FileSystem } from '../../text/file-system.ts';

/**
 * Symbols with a type that only the Kconfig files of other architectures, SoCs, modules and images define. A condition over
 * one of them is over a symbol that this build does not have; over another one it may be over a module that nobody has.
 * What is defined in a way nobody writes a definition is left out, and so are boards, which are known by their names.
 */
export function definedElsewhere(files: FileSystem): ReadonlySet<string> {
  const names = new Set<string>();
  for (const folder of FOLDERS) look(folder);
  return names;

  function look(folder: string): void {
    for (const { name, kind } of files.list(folder)) {
      if (kind === 'folder') look(`${folder}/${name}`);
      if (!name.startsWith('Kconfig')) continue;
      const text = textIn(files.read(`${folder}/${name}`)) ?? '';
      for (const [, symbol] of text.matchAll(DEFINITION)) names.add(symbol!);
    }
  }
}

/** Whether a name is that of a board, a SoC or a shield: those are of the SDK, whichever modules it has. */
export const isOfHardware = (symbol: string): boolean => /^(BOARD|SOC|SHIELD)_/.test(symbol);

const FOLDERS = ['zephyr/arch', 'zephyr/soc', 'zephyr/modules', 'nrf/modules'];

/** The type comes first. */
const DEFINITION =
  /^[ \t]*(?:menu)?config[ \t]+(\w+)[ \t]*(?:#.*)?\r?\n\s*(?:def_)?(?:bool|tristate|int|hex|string)\b/gm;
