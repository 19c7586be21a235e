import { valueOf } from '../model/fact.ts';
import { targetNamed } from '../sdk/board-target.ts';
import { baseName, folderOf } from '../text/paths.ts';
import type { KconfigBoard } from './checkout-kconfig.ts';
import { ownBoard } from './own-board.ts';
import type { Setting } from './setting.ts';

/** A board of the project or of an SDK that is there, with its name as in file names; undefined where neither has it. */
export function kconfigBoard(
  { workspace, root, sdk }: Pick<Setting, 'workspace' | 'root' | 'sdk'>,
  name: string,
  revision: string | undefined,
): KconfigBoard | undefined {
  const own = ownBoard(workspace, root, { name, revision })?.board;
  const found = own ? undefined : valueOf(sdk)?.devicetrees?.board(name);
  const path = own?.folder ?? found?.folder;
  if (path === undefined) return undefined;
  const board = { folder: { path, isOwn: own !== undefined }, revision };
  if (own?.model !== 2 && !found?.target) {
    // Folders of boards are named after the architecture before hardware model v2.
    const architecture = found?.architecture ?? baseName(folderOf(path));
    return { ...board, name, hardware: { model: 'v1', architecture } };
  }
  const target = own ? targetNamed(name, own) : found?.target;
  return target && { ...board, name: target.board, hardware: { model: 'v2', qualifiers: target.qualifiers } };
}
