import type { SourceFile } from '../text/source.ts';
import { recognisedBlocks } from './pasted-post/blocks.ts';
import { type BoardEvidence, type BoardHint, boardEvidence, boardHints } from './pasted-post/board.ts';
import { named } from './pasted-post/names.ts';
import { postLines } from './pasted-post/post-line.ts';
import { type VersionHint, versionHints } from './pasted-post/version.ts';

export type { BoardEvidence, BoardHint, LabelReference } from './pasted-post/board.ts';
export type { VersionHint } from './pasted-post/version.ts';

/** A forum post or an issue, taken apart into the files it shows and what it says about the build. */
export interface PastedPost {
  /** In the order of the post, without overlap; file names are unique. */
  readonly pieces: readonly PostPiece[];
  /** SDK versions the post names, the most reliable one first; Zephyr's own versions are left out. */
  readonly versions: readonly VersionHint[];
  /** Boards, kits and chips the post names, the most reliable one first. */
  readonly boardHints: readonly BoardHint[];
  /** What else speaks for a board: labels its overlays refer to, and whether it is called a kit. */
  readonly boardEvidence: BoardEvidence;
  /** What was left out and why, one clause each. */
  readonly notes: readonly string[];
}

export interface PostPiece {
  /** The name to read it under: "prj.conf", "child_image/mcuboot.conf", "app.overlay" where the post names no board. */
  readonly file: string;
  readonly kind: PieceKind;
  /** Line n of it is line `fromLine + n - 1` of the post. */
  readonly text: string;
  /** 1-based lines of the post, both included. */
  readonly fromLine: number;
  readonly toLine: number;
  /** Characters taken away in front of every line (quotation marks, common indentation). */
  readonly indent: number;
  /** As a clause: "looks like a static file of Partition Manager; caption on line 29". */
  readonly why: string;
}

export type PieceKind = 'static-yaml' | 'overlay' | 'board-devicetree' | 'kconfig-fragment' | 'sysbuild-fragment';

/** Never fails: a post without files has no pieces. */
export function pastedPost(source: SourceFile): PastedPost {
  const lines = postLines(source);
  const blocks = recognisedBlocks(lines);
  const versions = versionHints(lines);
  const { pieces, notes } = named(lines, blocks, versions[0]?.value);
  return {
    pieces,
    versions,
    boardHints: boardHints(lines, pieces),
    boardEvidence: boardEvidence(lines, pieces),
    notes,
  };
}
