import type { FileSystem } from '../../text/file-system.ts';
import type { ImageFile } from '../data-files.ts';
import { assignmentLines } from './assignments.ts';
import { sdkText } from './checkout.ts';

/**
 * What MCUboot brings along. Of its `boards/` only those files count that the build picks up by itself: those named
 * after a board; the others are offered for `-DEXTRA_CONF_FILE`.
 */
export function mcuboot(sdk: FileSystem, boardNames: readonly string[]): ImageFile {
  const folder = 'bootloader/mcuboot/boot/zephyr';
  const files = sdk.list(`${folder}/boards`).map((entry) => entry.name);
  const ofBoards = (suffix: string): [string, string][] =>
    files
      .filter((file) => file.endsWith(suffix))
      .map((file): [string, string] => [file.slice(0, -suffix.length), `${folder}/boards/${file}`])
      .filter(([board]) => boardNames.includes(board) || boardsElsewhere.includes(board));
  const conf = (path: string) => ({ path, assignments: assignmentLines(sdkText(sdk, path)) });

  return {
    kind: 'image',
    name: 'mcuboot',
    folder,
    base: conf(`${folder}/prj.conf`),
    boards: Object.fromEntries(ofBoards('.conf').map(([board, path]) => [board, conf(path)])),
    overlays: {
      ...(sdk.stat(`${folder}/app.overlay`) ? { '': `${folder}/app.overlay` } : {}),
      ...Object.fromEntries(ofBoards('.overlay')),
    },
  };
}

/** Boards with a SoC of Nordic that are kept outside of the SDK, though MCUboot has a file for them. */
const boardsElsewhere = ['conexio_stratus'];
