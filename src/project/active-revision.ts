import { valueOf } from '../model/fact.ts';
import { activeRevision, type Revisions } from '../sdk/board-revisions.ts';
import { boardParts } from './compose/file-names.ts';
import { projectBoards } from './project-boards.ts';
import type { Setting } from './setting.ts';
import type { Target } from './target.ts';

/** The revision whose files are read, that of the board itself where the build names none; undefined for boards without any. */
export function revisionInUse({ workspace, root, sdk }: Setting, { board, revision }: Target): string | undefined {
  if (!board) return revision;
  const own = projectBoards(workspace, root).find(({ names }) => names.includes(board.value));
  const facts = own ?? valueOf(sdk)?.board(board.value) ?? ofTargets[boardParts(board.value).board];
  return facts ? activeRevision(revision, facts) : revision;
}

/** Boards of hardware model v2: zephyr/boards/{actinius/icarus,nordic/nrf9160dk,nordic/nrf9161dk}/board.yml (2.7.0). */
const ofTargets: Readonly<Record<string, Revisions>> = {
  actinius_icarus: { revisions: ['1.4.0', '2.0.0'], defaultRevision: '2.0.0' },
  nrf9160dk: { revisions: ['0.7.0', '0.14.0'], defaultRevision: '0.14.0' },
  nrf9161dk: { revisions: ['0.7.0', '0.9.0'], defaultRevision: '0.9.0' },
};
