import type { LostInclude } from '../model/application.ts';
import type { ParsedDevicetree } from '../syntax/devicetree/parse.ts';
import { baseName, folderOf, join } from '../text/paths.ts';
import { closest } from '../text/similar.ts';
import { cmakeHints } from './cmake-hints.ts';
import { filesInPlaces } from './files/places.ts';
import type { Workspace } from './workspace.ts';

/**
 * The includes of an overlay that no build can find. A name that some module or the SDK may have is none of them: only a
 * path that leads out of the folder of the including file into the project, and a name that the project has elsewhere or
 * nearly so; and, with less certainty, a name without a folder that neither the SDK nor the board, if that is one of the SDK, has.
 */
export function lostIncludes(
  workspace: Workspace,
  root: string,
  { tree }: ParsedDevicetree,
  isBoardKnown: boolean,
): readonly LostInclude[] {
  if (tree.missingIncludes.length === 0 || cmakeHints(workspace, root).hasDevicetreeRoots) return [];
  return tree.missingIncludes.flatMap(({ name, style, span }) => {
    const including = workspace.pathOf(span.file);
    if (style !== 'quoted' || including === undefined) return [];
    const path = join(folderOf(including), name);
    const meant = counterpart(workspace, root, folderOf(including), path);
    const isLocal = /^\.\.?\//.test(name) && !/^(\.\.?\/)+(boards|dts|include|soc)\//.test(name);
    const certain = meant !== undefined || (isLocal && workspace.isFolder(folderOf(path)));
    if (!certain && !(isBoardKnown && isOwnName(name))) return [];
    return [{ name, span, meant: meant && relative(folderOf(including), meant), certain }];
  });
}

/**
 * Modules have their files in folders of their own, `nordic/nrf52840.dtsi`; the SDK has a few beside them
 * (zephyr/dts/common, zephyr/dts/arm, 2.4.0).
 */
const isOwnName = (name: string): boolean =>
  /^[\w.-]+\.dtsi$/.test(name) && !/^(skeleton|armv\d[\w.-]*)\.dtsi$/.test(name);

/** The file that was probably meant: one with this name elsewhere in the application, or with nearly this name in the same folder. */
function counterpart(workspace: Workspace, root: string, from: string, path: string): string | undefined {
  const beside = workspace.list(folderOf(path)).flatMap(({ name, kind }) => (kind === 'file' ? [name] : []));
  const near = closest(
    baseName(path),
    // Names that differ by a number are another file.
    beside.filter((name) => /\.(dtsi?|overlay|h)$/.test(name) && digits(name) === digits(path)),
  );
  if (near !== undefined) return join(folderOf(path), near);
  const name = baseName(path);
  return [root, from, join(root, 'boards'), ...filesInPlaces(workspace, root).map((file) => folderOf(join(root, file)))]
    .map((folder) => join(folder, name))
    .find((one) => workspace.isFile(one));
}

const digits = (path: string): string => baseName(path).replace(/\D/g, '');

/** `../common.dtsi`: how an include in `folder` names `path`. */
function relative(folder: string, path: string): string {
  const [from, to] = [folder.split('/'), path.split('/')];
  let same = 0;
  while (same < from.length && from[same] === to[same]) same++;
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/');
}
