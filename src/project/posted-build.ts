import type { Choice, RecognisedPiece } from '../diagnostic/report.ts';
import type { Era } from '../model/application.ts';
import { evaluateDevicetree } from '../model/devicetree/evaluate.ts';
import { known } from '../model/fact.ts';
import type { SdkFacts } from '../model/sdk-facts.ts';
import type { PastedPost } from '../syntax/pasted-post.ts';
import { boardByEvidence, hasLabels } from './board-evidence.ts';
import { kitBoard } from './kit-board.ts';
import { versionNumber } from './sdk-version.ts';

/** The build that a pasted post describes, as far as it can be told. */
export interface PostedBuild {
  /** Text by path in the application. */
  readonly files: Readonly<Record<string, string>>;
  readonly board: Choice | undefined;
  readonly version: Choice | undefined;
  /** Fragments and overlays that no build finds by itself were posted because they were given to it. */
  readonly arguments: readonly string[];
  readonly recognised: readonly RecognisedPiece[];
  readonly notes: readonly string[];
}

/** `facts`: of the SDK the boards are looked up in. */
export function postedBuild(post: PastedPost, facts: SdkFacts | undefined): PostedBuild {
  const { pieces, versions, notes } = post;
  const [version] = versions;
  const extra = pieces.filter(({ file }) => !FOUND_BY_NAME.test(file)).map(({ file }) => file);
  const list = (variable: string, ending: string): string[] => {
    const files = extra.filter((file) => file.endsWith(ending));
    return files.length > 0 ? [`-D${variable}=${files.join(';')}`] : [];
  };
  return {
    files: Object.fromEntries(pieces.map(({ file, text }) => [file, text])),
    board: facts && postedBoard(post, facts),
    version: version && { value: version.value, why: version.why },
    arguments: [...list('EXTRA_CONF_FILE', '.conf'), ...list('EXTRA_DTC_OVERLAY_FILE', '.overlay')],
    recognised: pieces.map(({ file, fromLine, toLine, why }) => ({ file, fromLine, toLine, why })),
    notes,
  };
}

const FOUND_BY_NAME =
  /^(prj(_\w+)?\.conf|app\.overlay|(boards|child_image|sysbuild|socs|configuration)\/.*|sysbuild(_\w+)?\.conf|pm_static.*)$/;

/**
 * In whose facts the board of a post is looked up; what is built is decided later, with the files (see `eraOf`). `version`:
 * as people write it, of an SDK.
 */
export function postedEra({ pieces, boardHints }: PastedPost, version: string | undefined): Era {
  const number = versionNumber(version ?? '');
  if (number !== undefined && number < 2.07) return 'child-image';
  if (number !== undefined && number >= 3) return 'sysbuild';
  const has = (folder: RegExp): boolean => pieces.some(({ file }) => folder.test(file));
  if (has(/^child_image\//)) return 'child-image';
  const isNew = version !== undefined || has(/^sysbuild(\/|.*\.conf$)/);
  return isNew || boardHints.some(({ text }) => /^nrf54|\//i.test(text)) ? 'sysbuild' : 'child-image';
}

function postedBoard(post: PastedPost, facts: SdkFacts): Choice | undefined {
  for (const { kind, text, why } of post.boardHints) {
    const name = boardName(kind, text, facts.boardNames);
    if (name !== undefined) return { value: name, why };
  }
  const { references, disabled, nodes, kit } = post.boardEvidence;
  const labels = (list: typeof references): readonly string[] => [...new Set(list.map(({ label }) => label))];
  const evidence = {
    references: labels(references),
    disabled: labels(disabled),
    nodes,
    speaksOfKit: kit !== undefined,
  };
  const fitting = boardByEvidence(boardsOf(facts, facts.boardNames), evidence);
  return fitting ?? (kit && kitOfChip(post.boardHints, kit.text, evidence.references, facts));
}

function boardName(
  kind: PastedPost['boardHints'][number]['kind'],
  text: string,
  names: readonly string[],
): string | undefined {
  switch (kind) {
    case 'board':
      return text.replaceAll('/', '_').split('@')[0]!;
    case 'word':
      return names.includes(text) ? text : undefined;
    case 'kit':
      return kitBoard(text, names);
    case 'soc':
      return undefined;
  }
}

/** "the nRF54L15 on my DK": the kit that carries the chip, unless its devicetree lacks what the overlays refer to. */
function kitOfChip(
  hints: PastedPost['boardHints'],
  kit: string,
  references: readonly string[],
  facts: SdkFacts,
): Choice | undefined {
  for (const { kind, text, why } of hints) {
    const name = kind === 'soc' ? kitBoard(`${text} DK`, facts.boardNames) : undefined;
    const [board] = name === undefined ? [] : boardsOf(facts, [name]);
    if (board && hasLabels(board.devicetree, references)) return { value: board.name, why: `${why}, and "${kit}"` };
  }
  return undefined;
}

const boardsOf = (facts: SdkFacts, names: readonly string[]) =>
  names.flatMap((name) => {
    const tree = facts.trees.tree(name);
    const options = { includedTree: (include: string) => facts.trees.tree(include), sdkVersion: facts.version };
    return tree ? [{ name, devicetree: evaluateDevicetree(known(name), [{ kind: 'facts', tree }], options) }] : [];
  });
