import { baseName, below, folderOf, isAbsolute, join, normalize } from '../../text/paths.ts';

/**
 * A path of the machine an application was built on, as one of this machine: below the application's folder, `source`
 * there and `root` here, and below the folders around it as long as they have the same names. Undefined for what lies
 * elsewhere, such as the SDK. A relative path counts from the application.
 */
export function relocated(path: string, source: string, root: string): string | undefined {
  if (!isAbsolute(path)) return join(root, path);
  const wanted = uniform(path);
  for (let [from, to] = [uniform(source), root]; ; [from, to] = [folderOf(from), folderOf(to)]) {
    const rest = below(from, wanted);
    if (rest !== undefined) return join(to, rest);
    if (baseName(from) !== baseName(to) || from === folderOf(from) || to === folderOf(to)) return undefined;
  }
}

/** A path that a build has written, for comparisons: `c:\\` and `C:/` are one drive, and one build writes both. */
export const uniform = (path: string): string => normalize(path).replace(/^[a-z]:/, (drive) => drive.toUpperCase());
