import type { KconfigDefinition } from '../../syntax/kconfig-language/definition.ts';
import { kconfigLanguage } from '../../syntax/kconfig-language.ts';
import type { FileSystem } from '../../text/file-system.ts';
import { baseName, folderOf, join } from '../../text/paths.ts';
import { SourceFile } from '../../text/source.ts';
import type { SysbuildFile } from '../data-files.ts';
import { folders, sdkText } from './checkout.ts';
import { forcedOptions } from './forced-options.ts';

/** What the SDK adds to sysbuild: the symbols of its Kconfig, in the order they are read, and the options it forces. */
export function sysbuildFile(sdk: FileSystem): SysbuildFile {
  return {
    kind: 'sysbuild',
    definitions: definitionsIn(sdk, 'nrf/sysbuild/Kconfig.sysbuild'),
    boards: Object.fromEntries(
      folders(sdk, 'nrf/boards')
        .map((folder) => `${folder}/Kconfig.sysbuild`)
        .filter((path) => sdk.stat(path))
        .map((path) => [baseName(folderOf(path)), definitionsIn(sdk, path)]),
    ),
    forced: forcedOptions(sdk),
  };
}

function definitionsIn(sdk: FileSystem, path: string): readonly KconfigDefinition[] {
  const entries = kconfigLanguage(new SourceFile(path, sdkText(sdk, path)));
  return entries.flatMap((entry) => {
    if (entry.kind === 'definition') return [entry.definition];
    return entry.relative ? definitionsIn(sdk, join(folderOf(path), entry.path)) : [];
  });
}
