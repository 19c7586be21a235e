// Lets the tools use the TypeScript of src/ on every Node that is supported.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** The exports of a TypeScript file, given relative to the repository. */
export async function importTypeScript(path) {
  const folder = mkdtempSync(join(tmpdir(), 'ncslint-'));
  const outfile = join(folder, 'bundle.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, '..', path)],
    bundle: true,
    outfile,
    format: 'esm',
    platform: 'node',
    // What packages that are no modules ask Node for.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  // web-tree-sitter asks where it lies on the disk.
  return import(pathToFileURL(outfile)).finally(() => rmSync(folder, { recursive: true }));
}

/** A folder of the disk as the `FileSystem` of src/text/file-system.ts. */
export function diskFiles(root) {
  const at = (path) => join(root, path);
  const found = (read) => {
    try {
      return read();
    } catch {
      return undefined;
    }
  };
  const kind = (entry) =>
    entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'other';
  return {
    read: (path) => found(() => new Uint8Array(readFileSync(at(path)))),
    list: (path) =>
      (found(() => readdirSync(at(path), { withFileTypes: true })) ?? [])
        .map((entry) => ({ name: entry.name, kind: kind(entry) }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    stat: (path) =>
      found(() => {
        const stat = statSync(at(path));
        return { kind: kind(stat), size: stat.size, real: at(path) };
      }),
  };
}
