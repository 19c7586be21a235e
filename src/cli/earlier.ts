import type { EarlierFiles } from '../lint/lint.ts';
import { Workspace } from '../project/workspace.ts';
import { below } from '../text/paths.ts';
import { branchingOf } from './changed-files.ts';
import { gitFiles } from './git-files.ts';
import { nodeFiles } from './node-files.ts';

/** The repository around `folder` as it was where the branch left `commit`; undefined where git cannot say. */
export function earlierFiles(commit: string, folder: string): EarlierFiles | undefined {
  const branch = branchingOf(commit, folder);
  if ('problem' in branch) return undefined;
  const { top, base } = branch;
  const files = gitFiles(top, base, nodeFiles);
  if (!files) return undefined;
  return {
    called: commit,
    workspace: new Workspace(files, [top], (path) => below(top, path) ?? path),
    rootOf(root) {
      const real = nodeFiles.stat(root)?.real ?? root;
      return below(top, real) !== undefined && files.stat(real) ? real : undefined;
    },
  };
}
