import type { Fragment } from '../model/application.ts';
import { type KconfigFragment, kconfigFragment } from '../syntax/kconfig-fragment.ts';
import type { Parsed } from '../syntax/parser.ts';
import type { SourceFile } from '../text/source.ts';
import type { Workspace } from './workspace.ts';

/** The fragments of these paths as rules see them, without those that do not exist or were skipped. */
export function fragmentsAt(
  workspace: Workspace,
  paths: readonly string[],
  parse: (source: SourceFile) => Parsed<KconfigFragment> = kconfigFragment,
): readonly Fragment[] {
  return paths.flatMap((path) => {
    const parsed = workspace.parsed(path, parse);
    return parsed ? [fragmentOf(parsed)] : [];
  });
}

/** The same object for the same file, so that what is found in it can be remembered. */
function fragmentOf(parsed: Parsed<KconfigFragment>): Fragment {
  let fragment = fragments.get(parsed);
  if (!fragment) {
    const { source, tree, problems } = parsed;
    fragments.set(parsed, (fragment = { source, assignments: tree.assignments, misplaced: tree.misplaced, problems }));
  }
  return fragment;
}

const fragments = new WeakMap<Parsed<KconfigFragment>, Fragment>();
