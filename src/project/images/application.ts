import type { Image } from '../../model/application.ts';
import type { ImageFiles } from '../compose/composition.ts';
import { ownKconfig } from '../own-kconfig.ts';
import { defconfig, userAssignments } from './assignments.ts';
import type { ImageContext } from './context.ts';
import { fragmentsOf, treeOf } from './files.ts';
import { imageOf } from './image.ts';
import { openness } from './kconfig.ts';

/** Evaluates the application of a build. */
export function applicationImage(context: ImageContext, files: ImageFiles): Image {
  const tree = treeOf(context, files, { ownOverlays: context.sysbuild?.overlays('app') ?? [], hidden: undefined });
  const fragments = fragmentsOf(context, files);
  const forced = context.sysbuild?.forced('app');
  const assignments = [
    ...defconfig(context, files.board),
    ...userAssignments(fragments, files),
    ...(forced?.assignments ?? []),
  ];
  const hidden = context.built?.hidden('app') ?? context.sysbuild?.hidden(files) ?? context.hints.application;
  return imageOf(context, files, {
    kind: 'application',
    board: context.board,
    tree,
    fragments,
    assignments,
    undecided: forced?.undecided,
    own: ownKconfig(context.workspace, context.root),
    open: leftOut(context, files) ?? openness(context, hidden),
  });
}

/** Whoever shows a few files of an application has a configuration, too. */
const leftOut = ({ complete }: ImageContext, { fragments }: ImageFiles): string | undefined =>
  complete || fragments.some(({ path }) => /(^|\/)prj[^/]*\.conf$/.test(path))
    ? undefined
    : 'prj.conf, which was not shown';
