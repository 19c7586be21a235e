import type { Fragment, Image, Overlay, Place } from '../../model/application.ts';
import { valueOf } from '../../model/fact.ts';
import type { ParsedDevicetree } from '../../syntax/devicetree/parse.ts';
import type { ImageFiles } from '../compose/composition.ts';
import { fragmentsAt } from '../fragments.ts';
import { type ImageTree, imageTree, overlaySource } from '../image-devicetree.ts';
import { lostIncludes } from '../lost-includes.ts';
import { unknownMacros } from '../unknown-macros.ts';
import type { Workspace } from '../workspace.ts';
import type { ImageContext } from './context.ts';

export const fragmentsOf = ({ workspace }: ImageContext, files: ImageFiles): readonly Fragment[] =>
  fragmentsAt(
    workspace,
    files.fragments.map(({ path }) => path),
  );

export const overlaysOf = (
  context: ImageContext,
  files: ImageFiles,
  { sources }: Pick<ImageTree, 'sources'>,
): readonly Overlay[] =>
  files.overlays.flatMap(({ path }) => {
    const { workspace, root, sdk } = context;
    const parsed = overlaySource(workspace, root, path, valueOf(sdk), files.board, sources);
    return parsed ? [overlay(context, files, parsed, sources)] : [];
  });

/** The project's own files of the board. */
export const boardFilesOf = (
  context: ImageContext,
  files: ImageFiles,
  { sources }: Pick<ImageTree, 'sources'>,
): readonly Overlay[] => (sources?.own ?? []).map((parsed) => overlay(context, files, parsed, sources));

const overlay = (
  context: ImageContext,
  files: ImageFiles,
  parsed: ParsedDevicetree,
  sources: ImageTree['sources'],
): Overlay => ({
  source: parsed.source,
  problems: parsed.problems,
  unknownMacros: unknownMacros(parsed, context.sdk, sources),
  lostIncludes: lostIncludes(context.workspace, context.root, parsed, isBoardOfSdk(context, files)),
});

/** What an image has of the SDK besides the board. */
export interface OwnTrees {
  /** Its overlays, by the names of their trees. */
  readonly ownOverlays: readonly string[];
  /** What it brings along that is not known; undefined where nothing is missing. */
  readonly hidden: string | undefined;
}

export function treeOf(context: ImageContext, files: ImageFiles, own: OwnTrees): ImageTree {
  const { workspace, root, sdk, target, given, hints, sysbuild, built, results } = context;
  const set = [
    ...(files.name === 'app' ? hints.application : hints.image(files.name)),
    ...(sysbuild?.hidden(files).filter((name) => name.endsWith('DTC_OVERLAY_FILE')) ?? []),
  ];
  // A build tells which files of the user it has read; those of shields and snippets are the SDK's.
  const followed = built?.hidden(files.name) ? /SHIELD|SNIPPET/ : /DTC_OVERLAY|SHIELD|SNIPPET|CONFIG_DIR/;
  const overlays = [...new Set(set)].filter((name) => followed.test(name));
  // Whether other images get them, too, depends on the version.
  const isRead = files.name === 'app' && valueOf(sdk)?.devicetrees !== undefined;
  const hidden =
    given.shields.length > 0 && !isRead
      ? `the devicetree of shield ${given.shields.join(', ')}`
      : given.snippets.length > 0 && !isRead
        ? `the overlays of snippet ${given.snippets.join(', ')}`
        : overlays.length > 0
          ? `the overlays that CMake adds with ${overlays.join(', ')}`
          : own.hidden;
  const made = imageTree({
    workspace,
    root,
    sdk,
    board: files.board,
    revision: target.revision,
    ...(isRead ? { shields: given.shields, snippets: given.snippets } : {}),
    extraOverlays: given.files(root, 'EXTRA_DTC_OVERLAY_FILE'),
    hidden,
    ownOverlays: own.ownOverlays,
    overlays: files.overlays.map(({ path }) => path),
  });
  const tree = results?.image(files.name)?.devicetree(made.devicetree);
  if (!tree) return made;
  return {
    devicetree: tree,
    sources: made.sources,
    get boardDevicetree() {
      return made.boardDevicetree;
    },
  };
}

export const places = ({ workspace }: ImageContext, files: ImageFiles): Image['places'] => ({
  fragment: place(workspace, files.places.fragment),
  overlay: place(workspace, files.places.overlay),
});

const place = (workspace: Workspace, path: string): Place => ({
  path: workspace.shown(path),
  exists: workspace.isFile(path),
});

const isBoardOfSdk = ({ sdk, board }: ImageContext, files: ImageFiles): boolean =>
  sdk.known && sdk.value.board(files.board ?? valueOf(board) ?? '') !== undefined;
