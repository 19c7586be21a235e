import type { AssignmentIn, BuiltSymbols, KconfigView } from '../model/kconfig/evaluate.ts';
import type { SdkFacts } from '../model/sdk-facts.ts';
import type { SysbuildBoard } from '../model/sysbuild/board-symbols.ts';
import { type SysbuildInput, type SysbuildView, sysbuildView } from '../model/sysbuild/view.ts';
import { kconfigFragment } from '../syntax/kconfig-fragment.ts';
import type { SourceFile } from '../text/source.ts';
import { boardSysbuild } from './board-sysbuild.ts';
import type { SysbuildFiles } from './compose/composition.ts';
import { boardParts } from './compose/file-names.ts';
import { ownKconfig } from './sysbuild-root.ts';
import type { Workspace } from './workspace.ts';

/**
 * The `SB_CONFIG_` symbols of a composed build. `board` as in file names; undefined while nobody knows it. `open` is what
 * else may set symbols, as a noun phrase, such as snippets.
 */
export function evaluateSysbuild(
  workspace: Workspace,
  root: string,
  files: SysbuildFiles,
  board: string | undefined,
  sdk: SdkFacts | undefined,
  open?: string,
  built?: BuiltSymbols,
  ofCheckout?: KconfigView,
): SysbuildView {
  return sysbuildView({ ...sysbuildInput(workspace, root, files, board, sdk, open), built, evaluated: ofCheckout });
}

/** What that evaluation is made from. */
export function sysbuildInput(
  workspace: Workspace,
  root: string,
  files: SysbuildFiles,
  board: string | undefined,
  sdk: SdkFacts | undefined,
  open?: string,
): SysbuildInput {
  const own = ownKconfig(workspace, files.kconfig?.path);
  return {
    assignments: sysbuildAssignments(workspace, files),
    own,
    facts: sdk?.sysbuild && { ...sdk.sysbuild, version: sdk.version, source: sdk.source },
    board: board === undefined ? undefined : sysbuildBoard(board),
    ofBoard: board === undefined ? undefined : boardSysbuild(workspace, root, board, sdk),
    open: open ?? own.open,
  };
}

/** A board by its name as in file names; undefined where that says no SoC. */
export function sysbuildBoard(name: string): SysbuildBoard | undefined {
  const { board, soc, qualifiers } = boardParts(name);
  return soc === undefined ? undefined : { name, board, soc, qualifiers };
}

/** A `sysbuild.conf`. */
export const sysbuildFragment = (source: SourceFile): ReturnType<typeof kconfigFragment> =>
  kconfigFragment(source, 'SB_CONFIG_');

/** Of its fragments and arguments, in the order they are merged. */
export function sysbuildAssignments(workspace: Workspace, files: SysbuildFiles): readonly AssignmentIn[] {
  const bare = (symbol: string): string => symbol.replace(/^SB_CONFIG_/, '');
  return [
    ...files.fragments.flatMap(({ path }) =>
      (workspace.parsed(path, sysbuildFragment)?.tree.assignments ?? []).map(
        ({ symbol, value, span }): AssignmentIn => ({ symbol: bare(symbol), value, origin: { kind: 'project', span } }),
      ),
    ),
    ...files.assignments.map(
      ({ symbol, value, text }): AssignmentIn => ({ symbol: bare(symbol), value, origin: { kind: 'argument', text } }),
    ),
  ];
}
