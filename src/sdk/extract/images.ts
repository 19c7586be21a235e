import type { FileSystem } from '../../text/file-system.ts';
import { filesAddedTo } from '../added-files.ts';
import type { ConfData, ImageFile } from '../data-files.ts';
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
      .filter(
        ([board]) =>
          boardNames.includes(board) ||
          boardsElsewhere.includes(board) ||
          // Without a list of boards those of hardware model v2 are told by their names.
          (boardNames.length === 0 && isTarget(board)),
      );
  const conf = (path: string) => ({ path, assignments: assignmentLines(sdkText(sdk, path)) });

  return {
    kind: 'image',
    name: 'mcuboot',
    folder,
    base: conf(`${folder}/prj.conf`),
    ...socFragments(sdk, folder),
    boards: Object.fromEntries(ofBoards('.conf').map(([board, path]) => [board, conf(path)])),
    overlays: {
      ...(sdk.stat(`${folder}/app.overlay`) ? { '': `${folder}/app.overlay` } : {}),
      ...Object.fromEntries(ofBoards('.overlay')),
    },
    // Sysbuild, which is all there is without this file, adds files in other ways.
    ...(sdk.stat('nrf/cmake/multi_image.cmake') ? { added: addedFragments(sdk) } : {}),
  };
}

/** `socs/<soc>.conf`, which hardware model v2 brought. */
function socFragments(sdk: FileSystem, folder: string): Pick<ImageFile, 'socs'> {
  const files = sdk.list(`${folder}/socs`).filter(({ name }) => /^nrf.*\.conf$/.test(name));
  if (files.length === 0) return {};
  return {
    socs: Object.fromEntries(
      files.map(({ name }) => {
        const path = `${folder}/socs/${name}`;
        return [name.replace(/\.conf$/, ''), { path, assignments: assignmentLines(sdkText(sdk, path)) }];
      }),
    ),
  };
}

const addedFragments = (sdk: FileSystem): Readonly<Record<string, ConfData>> =>
  Object.fromEntries(
    filesAddedTo('mcuboot').flatMap(([path]) =>
      path.endsWith('.conf') && sdk.stat(path)
        ? [[path, { path, assignments: assignmentLines(sdkText(sdk, path)) }]]
        : [],
    ),
  );

/** `nrf5340dk_nrf5340_cpuapp`, with a revision or not: the names of hardware model v2; files for hand use have others. */
const isTarget = (name: string): boolean =>
  /^[a-z]\w*_nrf(5[1-4]|91)\w*?(_cpu(app|net|rad))?(_ns)?(_\d+){0,3}$/.test(name) &&
  !/_(hooks|ram|qspi|bare|ext|big|single|load|overlay)/.test(name);

/** Boards with a SoC of Nordic that are kept outside of the SDK, though MCUboot has a file for them. */
const boardsElsewhere = ['conexio_stratus'];
