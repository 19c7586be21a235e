import { folderOf } from '../text/paths.ts';
import { SourceFile } from '../text/source.ts';
import type { Workspace } from './workspace.ts';

/** The folder and every folder around it, from the inside out. */
export function foldersAround(folder: string): readonly string[] {
  const found = [folder];
  for (let at = folder; at !== folderOf(at) && found.length < 64; at = folderOf(at)) found.push(folderOf(at));
  return found;
}

/** A file of the project, or one that describes the workspace around it (see `Workspace.textAbove`). */
export function sourceAround(workspace: Workspace, path: string): SourceFile | undefined {
  if (workspace.isFile(path)) return workspace.source(path);
  const text = workspace.textAbove(path);
  return text === undefined ? undefined : new SourceFile(workspace.shown(path), text);
}
