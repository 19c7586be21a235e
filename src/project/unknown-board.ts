import type { Choice } from '../diagnostic/report.ts';
import { closest } from '../text/similar.ts';
import { wellKnownBoards } from './board-names.ts';
import { kitBoard } from './kit-board.ts';
import { projectBoards } from './project-boards.ts';
import type { Workspace } from './workspace.ts';

/** The choice of a board, and behind its reason what is odd about it: neither an SDK nor the project has such a board. */
export function boardChoice(workspace: Workspace, root: string, board: Choice, oldBoards: readonly string[]): Choice {
  const names = [...oldBoards, ...wellKnownBoards];
  if (names.includes(board.value)) return board;
  if (projectBoards(workspace, root).some((own) => own.names.includes(board.value))) return board;
  const meant = kitBoard(board.value, names) ?? closest(board.value, names);
  return meant === undefined ? board : { ...board, why: `${board.why}; did you mean ${meant}?` };
}
