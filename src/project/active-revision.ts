import { valueOf } from '../model/fact.ts';
import type { SdkFacts } from '../model/sdk-facts.ts';
import { activeRevision, type Revisions } from '../sdk/board-revisions.ts';
import { boardParts } from './compose/file-names.ts';
import { projectBoards } from './project-boards.ts';
import type { Setting } from './setting.ts';
import type { Target } from './target.ts';

/** The revision whose files are read, that of the board itself where the build names none; undefined for boards without any. */
export function revisionInUse({ workspace, root, sdk }: Setting, { board, revision }: Target): string | undefined {
  if (!board) return revision;
  const own = projectBoards(workspace, root).find(({ names }) => names.includes(board.value));
  const ofSdk = own ? undefined : valueOf(sdk)?.devicetrees?.board(board.value);
  if (ofSdk) return ofSdk.revision(revision);
  const facts = own ?? revisionsOf(board.value, valueOf(sdk));
  return facts ? activeRevision(revision, facts) : revision;
}

/** Those of a board of the SDK, as far as they are known. */
export const revisionsOf = (board: string, sdk: SdkFacts | undefined): Revisions | undefined =>
  sdk?.board(board) ?? ofTargets[boardParts(board).board];

/** Boards of hardware model v2: zephyr/boards/{actinius/icarus,nordic/{nrf54l15pdk,nrf9160dk,nrf9161dk}}/board.yml (2.7.0). */
const ofTargets: Readonly<Record<string, Revisions>> = {
  actinius_icarus: { revisions: ['1.4.0', '2.0.0'], defaultRevision: '2.0.0' },
  nrf54l15pdk: { revisions: ['0.2.1', '0.3.0'], defaultRevision: '0.3.0' },
  nrf9160dk: { revisions: ['0.7.0', '0.14.0'], defaultRevision: '0.14.0' },
  nrf9161dk: { revisions: ['0.7.0', '0.9.0'], defaultRevision: '0.9.0' },
};
