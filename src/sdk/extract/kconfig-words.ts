import type { FileSystem } from '../../text/file-system.ts';

/** All words that could be names of symbols in the Kconfig files below a folder: whoever names one may add to it. */
export function allWords(sdk: FileSystem, folder: string): ReadonlySet<string> {
  const words = new Set<string>();
  look(folder);
  return words;

  function look(path: string): void {
    for (const { name, kind } of sdk.list(path)) {
      if (kind === 'folder') look(`${path}/${name}`);
      else if (name.startsWith('Kconfig') || name.endsWith('defconfig')) read(`${path}/${name}`);
    }
  }

  function read(path: string): void {
    const text = new TextDecoder().decode(sdk.read(path));
    // What a help text says does not count.
    for (const line of text.match(
      /^[ \t]*(?:menu)?(?:config|select|imply|default|depends|if|range|visible|def_\w+)\b.*$/gm,
    ) ?? [])
      for (const word of line.match(/\b[A-Z]\w+/g) ?? []) words.add(word);
    for (const [, name = ''] of text.matchAll(/^(?:# )?CONFIG_(\w+)/gm)) words.add(name);
  }
}
