/** Joins with a forward slash and resolves `.` and `..`; an absolute second part stands alone. `C:/x` is absolute. */
export function join(folder: string, path: string): string {
  return normalize(isAbsolute(path) ? path : `${folder}/${path}`);
}

/** Resolves `.`, `..` and doubled slashes; backslashes become forward slashes. `..` above the root is dropped. */
export function normalize(path: string): string {
  if (path !== '' && !(isSuspect(path) && UNEVEN.test(path))) return path;
  const text = path.replaceAll('\\', '/');
  const [root] = /^([A-Za-z]:)?\/?/.exec(text)!;
  const parts: string[] = [];
  for (const part of text.slice(root.length).split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (root === '') parts.push(part);
  }
  return root + parts.join('/') || '.';
}

/** Most paths are as they should be, and to look for characters takes less time than a pattern. */
const isSuspect = (path: string): boolean =>
  path.includes('/.') || path.includes('//') || path.includes('\\') || path.startsWith('.') || path.endsWith('/');

const UNEVEN = /\\|\/\/|(?:^|\/)\.\.?(?:\/|$)|.\/$/;

export const isAbsolute = (path: string): boolean =>
  path[0] === '/' || path[0] === '\\' || (path[1] === ':' && /^[A-Za-z]:[\\/]/.test(path));

/** The folder a path lies in: `a/b` for `a/b/c`, `.` for `c`, `/` for `/c`. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  if (slash < 0) return '.';
  return slash === 0 ? '/' : path.slice(0, slash);
}

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** `path` as seen from `folder` when it lies below it (`.` for the folder itself); undefined otherwise. */
export function below(folder: string, path: string): string | undefined {
  if (path === folder) return '.';
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}
