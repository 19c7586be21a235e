import type { Choice } from '../diagnostic/report.ts';
import { evaluateDevicetree } from '../model/devicetree/evaluate.ts';
import { known } from '../model/fact.ts';
import type { SdkFacts } from '../model/sdk-facts.ts';
import type { PastedPost } from '../syntax/pasted-post.ts';
import { boardByEvidence, hasLabels } from './board-evidence.ts';
import { kitBoard } from './kit-board.ts';

/** The board a post is about: named, spoken of as a kit, or the one that fits what the overlays refer to. */
export function postedBoard(post: PastedPost, facts: SdkFacts): Choice | undefined {
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
