import type { Choice } from '../diagnostic/report.ts';
import { postLines } from '../syntax/pasted-post/post-line.ts';
import { NAMED_OUTRIGHT, versionHints } from '../syntax/pasted-post/version.ts';
import { join } from '../text/paths.ts';
import { foldersAround } from './around.ts';
import { isReadme } from './readme.ts';
import type { Workspace } from './workspace.ts';

/**
 * The SDK version that a README speaks of, in the application's folder or the nearest around it in the project. Weaker than
 * anything a build reads: it may be old, so it chooses what is assumed, no more. One that names several releases says nothing.
 */
export function mentionedVersion(workspace: Workspace, root: string): Choice | undefined {
  for (const folder of foldersAround(root)) {
    if (!workspace.has(folder)) return undefined;
    const name = workspace.list(folder).find((entry) => entry.kind !== 'folder' && isReadme(entry.name))?.name;
    const source = name === undefined ? undefined : workspace.source(join(folder, name));
    if (!source) continue;
    const hints = versionHints(postLines(source), NAMED_OUTRIGHT);
    const [best] = hints;
    if (!best) continue;
    const releases = new Set(hints.map(({ value }) => value.split('.').slice(0, 2).join('.')));
    return releases.size > 1
      ? undefined
      : { value: best.value, why: `line ${best.line} of ${workspace.shown(source.path)} names NCS ${best.value}` };
  }
  return undefined;
}
