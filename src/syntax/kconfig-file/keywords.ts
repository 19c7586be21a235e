/** No symbol of such a name can be referred to; `zephyr/scripts/kconfig/kconfiglib.py:6910` (2.4.0). */
export const isKeyword = (word: string): boolean => keywords.has(word);

/** The keyword between two offsets, without making a text of it; undefined for another word. */
export function keyword(text: string, start: number, end: number): string | undefined {
  const list = byStart.get((text.charCodeAt(start) << 5) | (end - start));
  return list?.find((word) => text.startsWith(word, start));
}

const keywords = new Set(
  (
    '---help--- allnoconfig_y bool boolean choice comment config configdefault def_bool def_hex def_int def_string def_tristate ' +
    'default defconfig_list depends endchoice endif endmenu env grsource gsource help hex if imply int mainmenu menu ' +
    'menuconfig modules on option optional orsource osource prompt range rsource select source string tristate visible'
  ).split(' '),
);

/** By their first character and their length. */
const byStart = new Map<number, string[]>();
for (const word of keywords) {
  const key = (word.charCodeAt(0) << 5) | word.length;
  byStart.set(key, [...(byStart.get(key) ?? []), word]);
}
