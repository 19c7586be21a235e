import type { Image } from '../../model/application.ts';
import type { ImageFiles } from '../compose/composition.ts';
import { ownKconfig } from '../own-kconfig.ts';
import { defconfig, userAssignments } from './assignments.ts';
import type { ImageContext } from './context.ts';
import { boardFilesOf, fragmentsOf, overlaysOf, places, treeOf } from './files.ts';
import { imageKconfig, isUntouched, OWN_DEFAULTS, openness } from './kconfig.ts';

/** Evaluates the application of a build. */
export function applicationImage(context: ImageContext, files: ImageFiles): Image {
  const tree = treeOf(context, files, { ownOverlays: [], hidden: undefined });
  const fragments = fragmentsOf(context, files);
  const forced = context.sysbuild?.forced('app');
  const assignments = [
    ...defconfig(context, files.board),
    ...userAssignments(fragments, files),
    ...(forced?.assignments ?? []),
  ];
  const hidden = context.built?.hidden('app') ?? context.sysbuild?.hidden(files) ?? context.hints.application;
  const own = ownKconfig(context.workspace, context.root);
  const open = leftOut(context, files) ?? openness(context, hidden);
  const ofOwn = own.touched.size > 0 || own.open !== undefined ? OWN_DEFAULTS : undefined;
  const isLeftAlone = own.open === undefined ? isUntouched(context, own) : () => false;
  return {
    name: 'app',
    kind: 'application',
    board: context.board,
    kconfig: imageKconfig(context, {
      name: 'app',
      board: files.board,
      assignments,
      devicetree: tree.devicetree,
      open: open ?? ofOwn,
      forced,
      isLeftAlone,
    }),
    devicetree: tree.devicetree,
    get boardDevicetree() {
      return tree.boardDevicetree;
    },
    fragments,
    boardFiles: boardFilesOf(context, files, tree),
    overlays: overlaysOf(context, files, tree),
    ownFiles: { base: files.ownBase, overlays: files.ownOverlays },
    places: places(context, files),
  };
}

/** Whoever shows a few files of an application has a configuration, too. */
const leftOut = ({ complete }: ImageContext, { fragments }: ImageFiles): string | undefined =>
  complete || fragments.some(({ path }) => /(^|\/)prj[^/]*\.conf$/.test(path))
    ? undefined
    : 'prj.conf, which was not shown';
