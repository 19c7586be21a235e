import { parseCondition } from '../../model/kconfig/condition.ts';
import type { SymbolFacts } from '../../model/sdk-facts.ts';
import { symbolsOf } from '../../model/sysbuild/symbols.ts';
import type { KconfigDefinition } from '../../syntax/kconfig-language/definition.ts';
import { kconfigLanguage } from '../../syntax/kconfig-language.ts';
import type { FileSystem } from '../../text/file-system.ts';
import { folderOf, join } from '../../text/paths.ts';
import { SourceFile } from '../../text/source.ts';
import type { SymbolsFile } from '../data-files.ts';
import { sdkText } from './checkout.ts';

/**
 * The symbols of MCUboot and of Partition Manager that no file of Zephyr adds to: those that their own Kconfig defines with
 * a type, and whose conditions can be read without CMake.
 */
export function mcubootSymbols(sdk: FileSystem): SymbolsFile {
  const mcuboot = definitionsIn(sdk, 'bootloader/mcuboot/boot/zephyr/Kconfig');
  const partitionManager = definitionsIn(sdk, 'nrf/subsys/partition_manager/Kconfig');
  return {
    kind: 'symbols',
    images: {
      mcuboot: selected(
        mcuboot,
        /^(BOOT_|SINGLE_APPLICATION_SLOT$|UPDATEABLE_IMAGE_NUMBER$|MCUBOOT_SERIAL$|MCUBOOT_DOWNGRADE)/,
      ),
      any: selected(partitionManager, /^PM_(EXTERNAL_FLASH_(HAS_DRIVER|BASE)|OVERRIDE_EXTERNAL_DRIVER_CHECK)$/),
    },
  };
}

function selected(definitions: readonly KconfigDefinition[], names: RegExp): Record<string, SymbolFacts> {
  const symbol = symbolsOf(definitions);
  const found: Record<string, SymbolFacts> = {};
  for (const name of [...new Set(definitions.map((one) => one.name))].filter((name) => names.test(name)).sort()) {
    const facts = symbol(name);
    if (facts && isReadable(facts)) found[name] = withoutEmpty(facts);
  }
  return found;
}

const isReadable = ({ type, depends, prompt, defaults, selects = [] }: SymbolFacts): boolean =>
  [
    depends,
    prompt,
    ...defaults.flatMap((rule) => [rule.if, type === 'bool' ? rule.value : rule.value.includes('$') ? '$' : undefined]),
    ...selects.map((select) => select.if),
  ].every((condition) => condition === undefined || parseCondition(condition).kind !== 'unreadable');

/** As the files have it: a prompt that is always there and a list without entries are left out. */
function withoutEmpty({ prompt, defaults, complete, ...facts }: SymbolFacts): SymbolFacts {
  const own = prompt === facts.depends || prompt === 'y' || prompt === `(${facts.depends})` ? {} : { prompt };
  return {
    ...facts,
    ...own,
    ...(defaults.length > 0 ? { defaults } : {}),
    ...(complete ? {} : { complete }),
  } as SymbolFacts;
}

function definitionsIn(sdk: FileSystem, path: string): readonly KconfigDefinition[] {
  return kconfigLanguage(new SourceFile(path, sdkText(sdk, path))).flatMap((entry) => {
    if (entry.kind === 'definition') return [entry.definition];
    const target = join(folderOf(path), entry.path);
    return entry.relative && !entry.path.includes('template') && sdk.stat(target) ? definitionsIn(sdk, target) : [];
  });
}
