import type { FileSystem } from '../../text/file-system.ts';
import { noLooks, noted, textOf } from '../../text/looks.ts';
import type { KeptOfSdk } from '../kept.ts';
import type { HardwareFolders } from './generated.ts';

/**
 * Those of hardware model v2 in a workspace, in the order that CMake has them: some files change variables that the next ones
 * use. zephyr/scripts/list_hardware.py:222-233, zephyr/cmake/modules/hwm_v2.cmake:57-93 (2.7.0-rc3)
 */
export function hardwareFolders(files: FileSystem, zephyr: string, kept?: KeptOfSdk): HardwareFolders {
  const found = kept?.find<HardwareFolders>('hardware');
  if (found) return found.content;
  const looks = noLooks();
  const seen = noted(files, looks);
  const listed = textOf(seen, `${zephyr}/arch/archs.yml`) ?? '';
  const content = {
    architectures: [...listed.matchAll(/^\s*path:\s*["']?([\w./-]+)/gm)]
      .map(([, path]) => `${zephyr}/arch/${path}`)
      .reverse(),
    socs: [...foldersWith(seen, `${zephyr}/soc`, 'soc.yml')].reverse(),
  };
  kept?.keep('hardware', looks, { content });
  return content;
}

/** In the order of the paths of the files. */
function foldersWith(files: FileSystem, folder: string, file: string): readonly string[] {
  return files.list(folder).flatMap(({ name, kind }) => {
    if (kind === 'folder') return foldersWith(files, `${folder}/${name}`, file);
    return name === file ? [folder] : [];
  });
}
