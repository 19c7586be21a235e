// @ts-check
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { LateProgram, mainEntry, sharing } from './late-program.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

/**
 * Writes everything that runs into `folder`:
 *
 * - `cli.js`, the executable, and `program.js` and `late.js`, all that it can do: each one expression of plain ASCII, a
 *   function, so that the code V8 makes of it can be kept (src/cli/kept-code.ts). All are CommonJS, as `package.json`
 *   there says; what is in which of them see late-program.mjs;
 * - `program.js.map`, `late.js.map`, which give the places in a report of a bug (src/cli/source-places.ts) the names of our files;
 * - `lsp-protocol.js`, the library that speaks with editors, which nothing but `ncslint lsp` loads, and
 *   `facts-extraction.js`, which nothing but `ncslint facts` does;
 * - `index.mjs`, the library;
 * - `tree-sitter.wasm`, `tree-sitter-devicetree.wasm`;
 * - `data/`: the facts about the SDK, without white space but for what src/sdk/members.ts asks for;
 * - `THIRD-PARTY.txt`: the licences of the packages that are inside.
 *
 * All scripts lie in one flat folder, so that `new URL('./tree-sitter.wasm', import.meta.url)` is right in each of them.
 * `src/cli/assets.ts` is the one module that relies on it.
 *
 * @param {string} folder
 */
export async function bundle(folder) {
  const library = await build({
    ...options,
    entryPoints: ['src/index.ts'],
    outfile: join(folder, 'index.mjs'),
    format: 'esm',
    alias,
  });
  const program = await buildProgram(folder);
  const others = await build({
    ...options,
    entryPoints: { 'lsp-protocol': 'src/lsp/protocol.ts', 'facts-extraction': 'src/cli/facts-extraction.ts' },
    outdir: folder,
    format: 'cjs',
    alias,
  });
  await build({
    ...options,
    entryPoints: { cli: 'src/cli/main.ts' },
    outdir: folder,
    format: 'cjs',
    define: { PROGRAM_HASH: JSON.stringify(createHash('sha256').update(program.text).digest('hex').slice(0, 16)) },
  });
  await writeFile(join(folder, 'package.json'), '{"type":"commonjs"}\n');
  const grammars = ['web-tree-sitter/tree-sitter.wasm', 'tree-sitter-devicetree/tree-sitter-devicetree.wasm'].map(
    (file) => require.resolve(file),
  );
  await Promise.all(grammars.map(async (file) => writeFile(join(folder, basename(file)), await readFile(file))));
  await copyData(join(root, 'src/sdk/data'), join(folder, 'data'));
  const inside = [
    ...[library, others].flatMap(({ metafile }) => Object.keys(metafile.inputs).map((input) => join(root, input))),
    ...program.inputs.map((input) => join(root, input)),
    ...grammars,
  ];
  await writeFile(join(folder, 'THIRD-PARTY.txt'), await licences(inside));
}

/**
 * Writes `program.js` and `late.js`, each with its source map.
 * @param {string} folder
 */
async function buildProgram(folder) {
  const late = new LateProgram();
  const main = {
    ...script,
    banner: {
      js: `(function(require,__filename,linted,loadLate){${PROLOGUE}let lateModules;const late=(file)=>(lateModules??=loadLate((file,name)=>module.exports.shared[file]().values[name]))[file]();`,
    },
    footer: { js: 'module.exports.startProcess(linted);})' },
    plugins: [withoutColorDetection, apart, late.standIns],
  };
  const alone = await build({ ...main, entryPoints: ['src/cli/process.ts'], write: false, outfile: 'program.js' });
  const lateScript = await build({
    ...script,
    stdin: late.entry,
    outfile: join(folder, 'late.js'),
    banner: { js: `(function(require,__filename,main){${PROLOGUE}` },
    footer: { js: 'return module.exports.modules;})' },
    plugins: [withoutColorDetection, apart, late.ofMain(alone.metafile.inputs)],
  });
  const lateText = await asPlainAscii(join(folder, 'late.js'));
  const program = await build({
    ...main,
    stdin: mainEntry(lateText),
    outfile: join(folder, 'program.js'),
    plugins: [...main.plugins, sharing(lateText)],
  });
  const inputs = [program, lateScript].flatMap(({ metafile }) => Object.keys(metafile.inputs));
  return { text: (await asPlainAscii(join(folder, 'program.js'))) + lateText, inputs };
}

/**
 * Writes the program of the single-file executable: one script, which reads its facts from the executable it is in.
 * @param {string} outfile
 */
export async function bundleSingleFile(outfile) {
  await build({
    ...options,
    entryPoints: ['src/cli/single-file.ts'],
    outfile,
    format: 'cjs',
    alias: { ...alias, 'web-tree-sitter': require.resolve('web-tree-sitter') },
    define: { 'import.meta.url': 'moduleUrl' },
    supported: { 'dynamic-import': false },
    banner: { js: 'const moduleUrl=require("node:url").pathToFileURL(process.execPath).href;' },
    plugins: [withoutColorDetection, assetsInside],
  });
}

/**
 * Writes the scripts of the page that diagnoses posts in a browser, the facts, and the licences of what is inside.
 * @param {string} folder
 */
export async function bundlePlayground(folder) {
  const { metafile } = await build({
    ...options,
    entryPoints: ['src/playground/page.ts', 'src/playground/worker.ts'],
    outdir: folder,
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
    alias,
    // The second witness of syntax errors stays at home: half a megabyte, for a word more on few posts.
    external: ['web-tree-sitter'],
    plugins: [withoutColorDetection],
  });
  await copyData(join(root, 'src/sdk/data'), join(folder, 'data'));
  const inside = Object.keys(metafile.inputs).map((input) => join(root, input));
  await writeFile(join(folder, 'THIRD-PARTY.txt'), await licences(inside));
}

/**
 * The text of a script, which is plain ASCII afterwards: esbuild leaves other characters in regular expressions only.
 * @param {string} path
 */
async function asPlainAscii(path) {
  const text = (await readFile(path, 'utf8')).replace(
    /[^\0-\x7f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  await writeFile(path, text);
  return text;
}

const options = /** @type {const} */ ({
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});

// The package's own entry for Node is CommonJS: bigger, and its require('process') does not work in a module.
const alias = { yaml: join(dirname(require.resolve('yaml/package.json')), 'browser/dist/index.js') };

/** A script of the program: an expression that V8 keeps the code of. */
const script = /** @type {const} */ ({
  ...options,
  format: 'cjs',
  // Long names are kept code, too: a run reads a twentieth less without them, and without those esbuild gives modules.
  minifyIdentifiers: true,
  sourcemap: 'external',
  sourcesContent: false,
  // The module of tree-sitter for import imports Node's `module`, which a function cannot.
  alias: { ...alias, 'web-tree-sitter': require.resolve('web-tree-sitter') },
  define: { 'import.meta.url': 'moduleUrl' },
  // A script of its own cannot import(): what would be imported is required.
  supported: { 'dynamic-import': false },
});

const PROLOGUE =
  '"use strict";const __dirname=require("node:path").dirname(__filename),moduleUrl=require("node:url").pathToFileURL(__filename).href,module={exports:{}};';

/**
 * The level of colours comes from src/cli/color-level.ts. What chalk finds out about the terminal when it is loaded is
 * never asked for, and loads parts of Node.
 * @type {import('esbuild').Plugin}
 */
const withoutColorDetection = {
  name: 'without colour detection',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^#supports-color$/ }, ({ path }) => ({ path, namespace: 'without-colour-detection' }));
    onLoad({ filter: /./, namespace: 'without-colour-detection' }, () => ({
      contents: 'export default { stdout: false, stderr: false };',
    }));
  },
};

/**
 * The program requires src/lsp/protocol.ts and src/cli/facts-extraction.ts as files beside it.
 * @type {import('esbuild').Plugin}
 */
const apart = {
  name: 'apart',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^\.\/protocol\.ts$/ }, () => ({ path: './lsp-protocol.js', external: true }));
    onResolve({ filter: /^\.\/facts-extraction\.ts$/ }, () => ({ path: './facts-extraction.js', external: true }));
  },
};

/** @type {import('esbuild').Plugin} */
const assetsInside = {
  name: 'assets inside',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/assets\.ts$/ }, () => ({ path: join(root, 'src/cli/packed-assets.ts') })),
};

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
      await writeFile(target, asShipped(JSON.parse(await readFile(source, 'utf8'))));
    }
  }
}

/**
 * Without white space; the members of `images`, `symbols`, `macros` and `targets`, of which a run asks for few, each on a line of its own.
 * @param {Readonly<Record<string, unknown>>} data
 */
export function asShipped(data) {
  const written = Object.entries(data).map(([key, value]) => {
    if (key === 'symbols' || key === 'macros' || key === 'targets') return `"${key}":${memberLines(value)}`;
    if (key !== 'images') return `${JSON.stringify(key)}:${JSON.stringify(value)}`;
    const images = Object.entries(Object(value)).map(([image, symbols]) => `"${image}":${memberLines(symbols)}`);
    return `"images":{${images.join(',')}}`;
  });
  return `{${written.join(',')}}`;
}

/** @param {unknown} record */
function memberLines(record) {
  const members = Object.entries(Object(record)).map(
    ([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`,
  );
  return members.length === 0 ? '{}' : `{\n${members.sort((a, b) => (a < b ? -1 : 1)).join(',\n')}\n}`;
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
