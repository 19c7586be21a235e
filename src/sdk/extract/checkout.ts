import type { FileSystem } from '../../text/file-system.ts';

/** Text of a file of the SDK; paths are relative to the workspace. Throws where the file is missing: the SDK is not the expected one. */
export function sdkText(sdk: FileSystem, path: string): string {
  const bytes = sdk.read(path);
  if (!bytes) throw new Error(`the SDK has no ${path}`);
  return new TextDecoder().decode(bytes);
}

/** All folders below `root`, itself first, in the order of their names. */
export function folders(sdk: FileSystem, root: string): string[] {
  const below = sdk.list(root).filter((entry) => entry.kind === 'folder');
  return [root, ...below.flatMap((entry) => folders(sdk, `${root}/${entry.name}`))];
}
