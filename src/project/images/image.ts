import type { Image } from '../../model/application.ts';
import type { Fact } from '../../model/fact.ts';
import type { AssignmentIn, KconfigView } from '../../model/kconfig/evaluate.ts';
import type { ImageFiles } from '../compose/composition.ts';
import type { OwnKconfig } from '../own-kconfig.ts';
import type { ImageContext } from './context.ts';
import { boardFilesOf, type fragmentsOf, overlaysOf, places, type treeOf } from './files.ts';
import { imageFolder } from './folder.ts';
import { imageKconfig, isUntouched, OWN_DEFAULTS } from './kconfig.ts';

/** What the application and the images beside it find out in ways of their own. */
export interface ImageParts {
  readonly kind: Image['kind'];
  readonly board: Fact<string>;
  readonly tree: ReturnType<typeof treeOf>;
  readonly fragments: ReturnType<typeof fragmentsOf>;
  /** Of all fragments, in the order they are merged. */
  readonly assignments: readonly AssignmentIn[];
  /** Symbols that something else may assign, each with what is missing. */
  readonly undecided: ReadonlyMap<string, string> | undefined;
  /** The Kconfig files of its own folder; undefined where it has none that can be read. */
  readonly own: OwnKconfig | undefined;
  /** What may be missing of its files; undefined where all is there. */
  readonly open: string | undefined;
}

/** An image, put together from its parts. */
export function imageOf(context: ImageContext, files: ImageFiles, parts: ImageParts): Image {
  const { kind, board, tree, fragments, assignments, undecided, own, open } = parts;
  const ofOwn = own && (own.touched.size > 0 || own.open !== undefined) ? OWN_DEFAULTS : undefined;
  const { checkout } = context;
  let kconfig: KconfigView | undefined;
  const evaluated = (): KconfigView =>
    imageKconfig(context, {
      name: files.name,
      folder: checkout && imageFolder(files.name === 'app' ? { ...files, folder: context.root } : files, checkout),
      board: files.board,
      assignments,
      devicetree: tree.devicetree,
      open: open ?? ofOwn,
      undecided,
      isLeftAlone: own && (own.open === undefined ? isUntouched(context, own) : () => false),
    });
  return {
    name: files.name,
    kind,
    board,
    get kconfig() {
      kconfig ??= evaluated();
      return kconfig;
    },
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
