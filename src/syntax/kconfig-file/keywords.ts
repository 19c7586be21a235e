/** No symbol of such a name can be referred to; `zephyr/scripts/kconfig/kconfiglib.py:6903` (2.4.0). */
export const isKeyword = (word: string): boolean => keywords.has(word);

const keywords = new Set(
  (
    '---help--- allnoconfig_y bool boolean choice comment config def_bool def_hex def_int def_string def_tristate ' +
    'default defconfig_list depends endchoice endif endmenu env grsource gsource help hex if imply int mainmenu menu ' +
    'menuconfig modules on option optional orsource osource prompt range rsource select source string tristate visible'
  ).split(' '),
);
