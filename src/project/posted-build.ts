import type { Choice, RecognisedPiece } from '../diagnostic/report.ts';
import { evaluateDevicetree } from '../model/devicetree/evaluate.ts';
import { known } from '../model/fact.ts';
import type { SdkFacts } from '../model/sdk-facts.ts';
import type { PastedPost } from '../syntax/pasted-post.ts';
import { boardByEvidence } from './board-evidence.ts';
import { kitBoard } from './kit-board.ts';

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

function postedBoard(post: PastedPost, facts: SdkFacts): Choice | undefined {
  for (const { kind, text, why } of post.boardHints) {
    const name =
      kind === 'board'
        ? text.replaceAll('/', '_').split('@')[0]!
        : kind === 'kit'
          ? kitBoard(text, facts.boardNames)
          : undefined;
    if (name !== undefined) return { value: name, why };
  }
  const { references, disabled, nodes, kit } = post.boardEvidence;
  const labels = (list: typeof references): readonly string[] => [...new Set(list.map(({ label }) => label))];
  return boardByEvidence(
    facts.boardNames.flatMap((name) => {
      const tree = facts.trees.tree(name);
      const base = known(name);
      const options = { includedTree: (include: string) => facts.trees.tree(include), sdkVersion: facts.version };
      return tree ? [{ name, devicetree: evaluateDevicetree(base, [{ kind: 'facts', tree }], options) }] : [];
    }),
    { references: labels(references), disabled: labels(disabled), nodes, speaksOfKit: kit !== undefined },
  );
}
