import type { Difference } from '../diagnostic/verification.ts';
import type { ComposedFile } from '../project/compose/composition.ts';
import type { Workspace } from '../project/workspace.ts';
import type { BothSides } from './verification.ts';

export type FileKind = 'fragments' | 'overlays';

/** Files of an image that only one side has read. Once files have changed since the build, nobody knows which it has read. */
export function filesOf({ built, predicted }: BothSides, image: string, kind: FileKind) {
  const list = ({ composition }: typeof built): readonly ComposedFile[] =>
    composition.images.find(({ name }) => name === image)?.[kind] ?? [];
  const less = (some: readonly ComposedFile[], others: readonly ComposedFile[]): readonly ComposedFile[] =>
    some.filter(({ path }) => !others.some((one) => one.path === path));
  return { read: less(list(built), list(predicted)), unread: less(list(predicted), list(built)) };
}

/** Files that were read and not expected, or the other way round: an argument that the folder of the build has not kept. */
export function fileDifferences(workspace: Workspace, sides: BothSides): readonly Difference[] {
  return sides.results.images.flatMap(({ name: image }) => [
    ...(['fragments', 'overlays'] as const).flatMap((kind) => {
      const { read, unread } = filesOf(sides, image, kind);
      const option = optionFor(image, kind);
      return [
        ...read.map(({ path }) => file(image, workspace.shown(path), true, `nothing names it: ${option} is missing`)),
        ...unread.map(({ path, why }) => file(image, workspace.shown(path), false, `it was expected as ${why}`)),
      ];
    }),
    ...(sides.built.built?.hidden(image) ?? []).map((path) => file(image, path, true, 'it is not here')),
  ]);
}

/** The argument that adds files to an image. */
export function optionFor(image: string, kind: FileKind): string {
  const option = kind === 'fragments' ? 'EXTRA_CONF_FILE' : 'EXTRA_DTC_OVERLAY_FILE';
  return `-D${image === 'app' ? option : `${image}_${option}`}`;
}

const file = (image: string, name: string, isRead: boolean, text: string): Difference => ({
  kind: 'file',
  image,
  name,
  predicted: { value: isRead ? undefined : 'read', place: undefined },
  built: { value: isRead ? 'read' : undefined, place: undefined },
  reason: { kind: isRead ? 'argument' : 'unread', text },
});
