import { items, jsonWithComments, member } from '../syntax/json-with-comments.ts';
import { isAbsolute, join } from '../text/paths.ts';
import { sourceAround } from './around.ts';
import type { Workspace } from './workspace.ts';

/** What nRF Connect for VS Code keeps in `.vscode/settings.json`. */
export interface EditorSettings {
  /** As shown to the user. */
  readonly file: string;
  /** `nrf-connect.applications`: paths in the workspace. */
  readonly applications: readonly string[];
  /** `nrf-connect.boardRoots`: folders with a folder `boards`. */
  readonly boardRoots: readonly string[];
  /** `nrf-connect.topdir`, as written: "${nrf-connect.sdk:2.4.0}", a folder. */
  readonly topdir: string | undefined;
}

/** The settings of the editor for a folder, if it has any. */
export function editorSettings(workspace: Workspace, folder: string): EditorSettings | undefined {
  const source = sourceAround(workspace, join(folder, '.vscode/settings.json'));
  if (!source) return undefined;
  const settings = jsonWithComments(source);
  const paths = (name: string): readonly string[] =>
    items(member(settings, name))
      .filter((item) => typeof item === 'string')
      .map((item) => item.replaceAll('\\', '/').replace(/^\$\{workspace(?:Folder|Root)\}/, () => folder))
      .filter((path) => !path.includes('${'))
      .map((path) => (isAbsolute(path) ? join('/', path) : join(folder, path)));
  const topdir = member(settings, 'nrf-connect.topdir');
  return {
    file: source.path,
    applications: paths('nrf-connect.applications'),
    boardRoots: paths('nrf-connect.boardRoots'),
    topdir: typeof topdir === 'string' ? topdir : undefined,
  };
}
