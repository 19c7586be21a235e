import { boardPattern, matchesBoard } from '../sdk/snippet-appends.ts';
import { type SnippetAppend, snippetFile } from '../syntax/snippet-file.ts';
import { join } from '../text/paths.ts';
import { boardTarget } from './board-names.ts';
import type { NamedTarget } from './named-target.ts';
import { nordicTargets } from './nordic-boards.ts';
import { isPrjConf } from './variant-names.ts';
import type { Workspace } from './workspace.ts';

/** What the names of the files in a folder make it; undefined for an application, or where it is nothing of the kind. */
export function partOf(names: readonly string[]): 'snippet' | 'shield' | undefined {
  if (names.includes('CMakeLists.txt') || names.some(isPrjConf)) return undefined;
  if (names.includes('snippet.yml')) return 'snippet';
  return names.includes('Kconfig.shield') && names.some((name) => name.endsWith('.overlay')) ? 'shield' : undefined;
}

export const isPart = (workspace: Workspace, folder: string): boolean =>
  partOf(fileNames(workspace, folder)) !== undefined;

/**
 * One build for each board that a snippet or a shield has files for, with these files and nothing else; undefined for other
 * folders. `wanted` is the board the user asks for, as it was written: then there is the build for that board alone.
 */
export function partTargets(
  workspace: Workspace,
  root: string,
  knownBoards: readonly string[],
  wanted: string | undefined,
): readonly NamedTarget[] | undefined {
  const names = fileNames(workspace, root);
  const part = partOf(names);
  if (part === undefined) return undefined;
  return part === 'snippet'
    ? snippetTargets(workspace, root, knownBoards, wanted)
    : shieldTargets(workspace, root, names, knownBoards, wanted);
}

function snippetTargets(
  workspace: Workspace,
  root: string,
  knownBoards: readonly string[],
  wanted: string | undefined,
): readonly NamedTarget[] {
  const { name, appends } = workspace.parsed(join(root, 'snippet.yml'), snippetFile) ?? {
    name: undefined,
    appends: [],
  };
  const keys = [...new Set(appends.flatMap(({ board }) => board ?? []))];
  const boards = wanted === undefined ? keys.flatMap((key) => boardsMeant(key, knownBoards)) : [wanted];
  return (boards.length > 0 ? [...new Set(boards)] : [undefined]).map((board) => {
    const target = board === undefined ? undefined : boardTarget(board).name;
    return {
      board,
      arguments: argumentsOf(
        appends.filter(
          (append) =>
            append.board === undefined || (target !== undefined && matchesBoard(append.board, target) === true),
        ),
      ),
      sysbuild: undefined,
      name: name ?? 'snippet',
      why: 'from snippet.yml',
      part: 'snippet',
    };
  });
}

/** A shield's own overlay and, behind it, that for a board (zephyr/cmake/modules/shields.cmake:61-128, 2.4.0). */
function shieldTargets(
  workspace: Workspace,
  root: string,
  names: readonly string[],
  knownBoards: readonly string[],
  wanted: string | undefined,
): readonly NamedTarget[] {
  return names
    .flatMap((file) => (file.endsWith('.overlay') ? [file.slice(0, -'.overlay'.length)] : []))
    .flatMap((shield) => {
      const folders = ['boards', `boards/${shield}`];
      const stems = folders.flatMap((folder) =>
        fileNames(workspace, join(root, folder)).flatMap((file) => /^(.+)\.(overlay|conf)$/.exec(file)?.[1] ?? []),
      );
      const own = knownBoards.filter((board) => stems.includes(board));
      const boards = wanted === undefined ? [...new Set(own)] : [boardTarget(wanted).name];
      return boards.map((board): NamedTarget => {
        const files = (ending: string, variable: string): readonly SnippetAppend[] =>
          [`${shield}.${ending}`, ...folders.map((folder) => `${folder}/${board}.${ending}`)]
            .filter((file) => workspace.isFile(join(root, file)))
            .map((file) => ({ board: undefined, variable, file }));
        return {
          board: wanted ?? board,
          arguments: argumentsOf([...files('conf', 'EXTRA_CONF_FILE'), ...files('overlay', 'EXTRA_DTC_OVERLAY_FILE')]),
          sysbuild: undefined,
          name: shield,
          why: `from the files of ${workspace.shown(root)}`,
          part: 'shield',
        };
      });
    });
}

/** A name as it stands there, and every board that a pattern is for. */
function boardsMeant(key: string, knownBoards: readonly string[]): readonly string[] {
  if (boardPattern(key) === undefined) return [key];
  const targets = nordicTargets.filter((target) => matchesBoard(key, boardTarget(target).name) === true);
  // Patterns with slashes were written for boards with slashes.
  return key.slice(1, -1).includes('/') || targets.length > 0
    ? targets
    : knownBoards.filter((board) => matchesBoard(key, board) === true);
}

/** "-DEXTRA_CONF_FILE=a.conf;b.conf" */
function argumentsOf(appends: readonly SnippetAppend[]): readonly string[] {
  return [...new Set(appends.map(({ variable }) => variable))].map((variable) => {
    const files = appends.flatMap((append) => (append.variable === variable ? [append.file] : []));
    return `-D${variable}=${files.join(';')}`;
  });
}

const fileNames = (workspace: Workspace, folder: string): readonly string[] =>
  workspace.list(folder).flatMap(({ name, kind }) => (kind === 'folder' ? [] : [name]));
