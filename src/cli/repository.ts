import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { below, normalize } from '../text/paths.ts';

/**
 * The folder that paths in a report for a code host count from: what a build server says, else the git repository
 * around `here`; undefined where there is none.
 */
export function repositoryRoot(
  here: string,
  { GITHUB_WORKSPACE, CI_PROJECT_DIR }: Readonly<Record<string, string | undefined>>,
): string | undefined {
  for (const named of [GITHUB_WORKSPACE, CI_PROJECT_DIR]) {
    if (named && below(normalize(named), normalize(here)) !== undefined) return normalize(named);
  }
  for (let folder = here; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return normalize(folder);
    if (dirname(folder) === folder) return undefined;
  }
}
