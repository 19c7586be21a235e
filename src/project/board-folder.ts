import { join } from '../text/paths.ts';
import type { NamedTarget } from './named-target.ts';
import { boardIn } from './project-boards.ts';
import { isPrjConf } from './variant-names.ts';
import type { Workspace } from './workspace.ts';

/**
 * The builds that a board's own folder is for, where that folder is what is linted: one for each static file, and one for
 * each board that has none. Nordic's boards call theirs `<board>_pm_static.yml` and name it in CMakeLists.txt or
 * sysbuild.cmake (nrf/boards/arm/thingy91_nrf9160/CMakeLists.txt:20-27 (2.4.0)).
 */
export function boardFolderTargets(workspace: Workspace, root: string): readonly NamedTarget[] {
  const files = workspace.list(root).flatMap(({ name, kind }) => (kind === 'folder' ? [] : [name]));
  if (files.some(isPrjConf)) return [];
  const boards = boardIn(workspace, root)
    .flatMap(({ names }) => names)
    .filter((name) => !name.endsWith('_cpunet'));
  return boards.flatMap((board) => {
    const withFiles = files.flatMap((file): readonly NamedTarget[] => {
      const of = /^(.+?)_pm_static(_.*)?\.ya?ml$/.exec(file)?.[1];
      if (of === undefined || (board !== of && !board.startsWith(`${of}_`))) return [];
      const why = `there is a ${workspace.shown(`${root}/${file}`)}`;
      return [
        {
          board,
          arguments: [`-DPM_STATIC_YML_FILE=${root}/${file}`],
          sysbuild: undefined,
          name: file,
          why,
          part: 'board',
        },
      ];
    });
    if (withFiles.length > 0 || !files.includes(`${board}.dts`)) return withFiles;
    const why = `there is a ${workspace.shown(`${root}/${board}.dts`)}`;
    return [{ board, arguments: [], sysbuild: undefined, name: board, why, part: 'board' }];
  });
}

/** What all targets of the board are configured with, where the folder of a board is what is linted. */
export function boardFolderDefconfigs(workspace: Workspace, root: string): readonly string[] {
  if (boardIn(workspace, root).length === 0) return [];
  return workspace
    .list(root)
    .flatMap(({ name, kind }) => (kind === 'file' && name.endsWith('_defconfig') ? [join(root, name)] : []));
}
