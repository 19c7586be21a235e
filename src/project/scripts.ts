import { join } from '../text/paths.ts';
import type { Workspace } from './workspace.ts';

/** A file that builds the project, or does something with what was built. */
export interface Script {
  readonly path: string;
  readonly text: string;
}

const SCRIPT = /^(Makefile|justfile|Dockerfile|Jenkinsfile|.*\.(sh|bash|bat|cmd|ps1|py|mk|ya?ml))$/i;

const FOLDERS = ['scripts', 'tools', 'ci', '.github/workflows', '.gitlab', '.circleci'];

/** A folder has no more scripts than this that anybody wrote. */
const MOST_FILES = 100;

/** The scripts and the CI of a folder; not those of the folders around it. */
export function* scriptsIn(workspace: Workspace, folder: string): Generator<Script> {
  for (const inside of ['.', ...FOLDERS]) {
    const at = inside === '.' ? folder : join(folder, inside);
    const names = workspace.list(at).filter(({ name, kind }) => kind === 'file' && SCRIPT.test(name));
    for (const { name } of names.slice(0, MOST_FILES)) {
      const path = join(at, name);
      const text = workspace.textBeside(path);
      if (text !== undefined) yield { path, text };
    }
  }
}
