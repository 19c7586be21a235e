// @ts-check
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

/**
 * Writes everything that runs into `folder`:
 *
 * - `cli.js` and `index.js`, and next to them one file for each part that is imported lazily or shared by both;
 * - `tree-sitter.wasm`, `tree-sitter-devicetree.wasm`;
 * - `data/`: the facts about the SDK, without white space;
 * - `THIRD-PARTY.txt`: the licences of the packages that are inside.
 *
 * All scripts lie in one flat folder, so that `new URL('./tree-sitter.wasm', import.meta.url)` is right in each of
 * them, whichever esbuild moves the expression to. `src/cli/assets.ts` is the one module that relies on it.
 *
 * @param {string} folder
 */
export async function bundle(folder) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { cli: 'src/cli/main.ts', index: 'src/index.ts' },
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // The package's own entry for Node is CommonJS: bigger, and its require('process') does not work in a module.
    alias: { yaml: join(dirname(require.resolve('yaml/package.json')), 'browser/dist/index.js') },
    chunkNames: '[name]-[hash]',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  const grammars = ['web-tree-sitter/tree-sitter.wasm', 'tree-sitter-devicetree/tree-sitter-devicetree.wasm'].map(
    (file) => require.resolve(file),
  );
  await Promise.all(grammars.map(async (file) => writeFile(join(folder, basename(file)), await readFile(file))));
  await copyData(join(root, 'src/sdk/data'), join(folder, 'data'));
  const inside = [...Object.keys(metafile.inputs).map((input) => join(root, input)), ...grammars];
  await writeFile(join(folder, 'THIRD-PARTY.txt'), await licences(inside));
}

/**
 * @param {string} from
 * @param {string} to
 */
async function copyData(from, to) {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyData(source, target);
    else if (entry.name.endsWith('.json')) {
      await writeFile(target, JSON.stringify(JSON.parse(await readFile(source, 'utf8'))));
    }
  }
}

/** @param {readonly string[]} files */
async function licences(files) {
  const marker = `${sep}node_modules${sep}`;
  const packages = new Set(
    files
      .filter((file) => file.includes(marker))
      .map((file) => {
        const start = file.lastIndexOf(marker) + marker.length;
        const [scope = '', name = ''] = file.slice(start).split(sep);
        return file.slice(0, start) + (scope.startsWith('@') ? join(scope, name) : scope);
      }),
  );
  const texts = [...packages].sort().map(async (folder) => {
    const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
    if (!file) throw new Error(`${relative(root, folder)} has no licence file, so it must not be bundled`);
    return `${name} ${version} (${license})\n\n${(await readFile(join(folder, file), 'utf8')).trim()}\n`;
  });
  return (await Promise.all(texts)).join('\n\n');
}
