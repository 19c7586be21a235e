import { join } from '../../text/paths.ts';
import type { Composition, ImageFiles } from '../compose/composition.ts';
import type { BuiltImage } from './results.ts';

/** The composition with the images that a build has made and that no file of the application leads to. */
export function withImages(composition: Composition, images: readonly BuiltImage[]): Composition {
  const unforeseen = images.filter(({ name }) => !composition.images.some((one) => one.name === name));
  return unforeseen.length === 0
    ? composition
    : { ...composition, images: [...composition.images, ...unforeseen.map(filesOf)] };
}

/** Nobody knows where its files are; only what became of them. */
const filesOf = ({ name, board, folder }: BuiltImage): ImageFiles => ({
  name,
  board,
  fragments: [],
  overlays: [],
  ownBase: true,
  ownBoardFragment: true,
  ownOverlays: true,
  assignments: [],
  places: { fragment: join(folder, `${name}.conf`), overlay: join(folder, `${name}.overlay`) },
});
