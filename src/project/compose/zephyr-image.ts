import { baseName, join } from '../../text/paths.ts';
import type { ComposedFile } from './composition.ts';
import { boardStems, type NamedBoard, shortStem, socStem, suffixed } from './file-names.ts';
import type { Lookup } from './lookup.ts';

/** Where an image of NCS 2.7 and later finds its files. */
export interface ConfigFolder {
  readonly folder: string;
  readonly board: NamedBoard | undefined;
  /** FILE_SUFFIX of this image. */
  readonly suffix: string | undefined;
}

/**
 * The fragments an image reads when no CONF_FILE is given: `prj.conf`, `socs/<soc>.conf`, `boards/<board>.conf` and that of
 * the revision, each with the suffix where such a file exists
 * (zephyr/cmake/modules/configuration_files.cmake, zephyr_file_suffix() in extensions.cmake; Zephyr 3.7).
 */
export function baseFragments(lookup: Lookup, config: ConfigFolder, owner: string): readonly ComposedFile[] {
  return [
    ...lookup.first(config.folder, withSuffix('prj.conf', config), `base of ${owner}`),
    ...inFolder(lookup, config, 'socs', '.conf', 'SoC fragment'),
    ...inFolder(lookup, config, 'boards', '.conf', 'board fragment'),
  ];
}

/** Beside `-DCONF_FILE=prj_<type>.conf`, as long as it is the only file: `boards/<board>_<type>.conf`. */
export function fragmentsOfBuildType(
  lookup: Lookup,
  config: ConfigFolder,
  confFiles: readonly string[],
): readonly ComposedFile[] {
  const type = confFiles.length === 1 ? /^prj_(.*)\.conf$/.exec(baseName(confFiles[0]!))?.[1] : undefined;
  if (type === undefined || !config.board) return [];
  const names = boardStems(config.board).map((stem) => `${stem}_${type}.conf`);
  return lookup.all(join(config.folder, 'boards'), names, `board fragment of build type ${type}`);
}

/**
 * The overlays an image reads when no DTC_OVERLAY_FILE is given: those in `socs/` and `boards/`; without any of these
 * `<board>.overlay`, and without that `app.overlay` (the same module; Zephyr 3.7).
 */
export function automaticOverlays(lookup: Lookup, config: ConfigFolder): readonly ComposedFile[] {
  const specific = [
    ...inFolder(lookup, config, 'socs', '.overlay', 'SoC overlay'),
    ...inFolder(lookup, config, 'boards', '.overlay', 'board overlay'),
  ];
  const beside = config.board
    ? lookup.all(
        config.folder,
        boardStems(config.board).map((stem) => `${stem}.overlay`),
        'board overlay',
      )
    : [];
  const ofApplication = lookup.first(config.folder, withSuffix('app.overlay', config), 'no board overlay replaces it');
  return lookup.oneOf(specific, beside, ofApplication);
}

/** `name_<suffix>`, then `name`: the first that exists is read. */
export const withSuffix = (name: string, { suffix }: { readonly suffix: string | undefined }): readonly string[] =>
  suffix === undefined ? [name] : [suffixed(name, suffix), name];

function inFolder(
  lookup: Lookup,
  config: ConfigFolder,
  folder: 'socs' | 'boards',
  ending: string,
  why: string,
): readonly ComposedFile[] {
  const { board } = config;
  if (!board) return [];
  const at = join(config.folder, folder);
  if (!lookup.workspace.isFolder(at)) return [];
  const soc = socStem(board);
  const stems = folder === 'boards' ? boardStems(board) : soc === undefined ? [] : [soc];
  const found = stems.flatMap((stem) => lookup.first(at, withSuffix(stem + ending, config), why));
  const short = folder === 'boards' ? shortStem(board) : undefined;
  if (short === undefined) return found;
  const named = lookup.first(at, withSuffix(short + ending, config), `${why}, named without the SoC`);
  const [full] = found;
  if (!full) return named;
  for (const { path } of named) lookup.conflicts.push({ path, full: full.path });
  return found;
}
