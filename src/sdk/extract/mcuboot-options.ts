import { kconfigLanguage } from '../../syntax/kconfig-language.ts';
import type { FileSystem } from '../../text/file-system.ts';
import { folderOf, join } from '../../text/paths.ts';
import { SourceFile } from '../../text/source.ts';
import type { OptionsFile } from '../data-files.ts';
import { sdkText } from './checkout.ts';

const OWN = 'bootloader/mcuboot/boot/zephyr/Kconfig';
/** MCUboot's Kconfig sources it by a path that CMake computes (bootloader/mcuboot/boot/zephyr/Kconfig:11, 2.4.0). */
const OF_NRF = 'nrf/modules/mcuboot/boot/zephyr/Kconfig';

/**
 * The options of MCUboot's own Kconfig tree that nothing else in Zephyr's or the SDK's tree defines: an application that
 * assigns one assigns an undefined symbol. Where the SDK comes without `zephyr`, only the SDK's own files are compared.
 */
export function mcubootOptions(sdk: FileSystem): OptionsFile {
  const options = new Map<string, string>();
  for (const path of [OWN, OF_NRF]) {
    for (const [name, at] of defined(sdk, path)) if (isOption(name) && !options.has(name)) options.set(name, at);
  }
  for (const root of ['zephyr', 'nrf']) {
    for (const path of kconfigFiles(sdk, root))
      for (const [, name] of definitions(sdkText(sdk, path))) options.delete(name!);
  }
  return {
    kind: 'options',
    image: 'mcuboot',
    options: Object.fromEntries([...options].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** Others of its symbols belong to libraries, which define them, too (`NRF_CC310_BL`). */
const isOption = (name: string): boolean =>
  /^(BOOT_|MCUBOOT_|SINGLE_APPLICATION_SLOT|PM_PARTITION_SIZE_MCUBOOT|NRF53_(MULTI_IMAGE|RECOVERY))/.test(name);

const definitions = (text: string): RegExpMatchArray[] => [
  ...text.matchAll(/^\s*(?:menu)?config\s+(\w+)\s*(?:#.*)?$/gm),
];

function defined(sdk: FileSystem, path: string): [string, string][] {
  const text = sdkText(sdk, path);
  const line = (offset: number): number => text.slice(0, offset).split('\n').length;
  const own = [...text.matchAll(/^[ \t]*(?:menu)?config[ \t]+(\w+)[ \t]*(?:#.*)?$/gm)].map(
    (match): [string, string] => [match[1]!, `${path}:${line(match.index)}`],
  );
  // Kconfig.template.partition_config makes PM_PARTITION_SIZE_<partition> of it.
  const sizes = [...text.matchAll(/^partition=(\w+)$/gm)].map((match): [string, string] => [
    `PM_PARTITION_SIZE_${match[1]}`,
    `${path}:${line(match.index)}`,
  ]);
  const sourced = kconfigLanguage(new SourceFile(path, text)).flatMap((entry) => {
    if (entry.kind !== 'source' || !entry.relative) return [];
    const target = join(folderOf(path), entry.path);
    return sdk.stat(target) ? defined(sdk, target) : [];
  });
  return [...own, ...sizes, ...sourced];
}

/** Sysbuild's Kconfig is a tree of its own, with symbols that have another prefix. */
const kconfigFiles = (sdk: FileSystem, folder: string): string[] =>
  (sdk.stat(folder) ? sdk.list(folder) : []).flatMap(({ name, kind }) => {
    const path = `${folder}/${name}`;
    if (kind === 'folder')
      return /(^nrf\/modules\/mcuboot\/boot|\/sysbuild)$/.test(path) ? [] : kconfigFiles(sdk, path);
    return name.startsWith('Kconfig') && name !== 'Kconfig.sysbuild' ? [path] : [];
  });
