// @ts-check
// npm run single-file: ncslint as one executable, for machines without Node. It is this Node, for the system it runs on,
// with the program, the facts and the grammar inside: Node's single executable applications. Written into single-file/ (or
// the folder that is named), with the licences of all that is inside and the schemas beside it.
import { execFileSync } from 'node:child_process';
import { chmod, copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle, bundleSingleFile } from './bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = resolve(process.argv[2] ?? join(root, 'single-file'));
const executable = join(folder, process.platform === 'win32' ? 'ncslint.exe' : 'ncslint');

const work = await mkdtemp(join(tmpdir(), 'ncslint-single-file-'));
try {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const dist = join(work, 'dist');
  await mkdir(dist);
  await bundle(dist);
  const main = join(work, 'main.cjs');
  await bundleSingleFile(main);
  await assemble(main, dist);
  await chmod(executable, 0o755);
  await cp(join(root, 'schemas'), join(folder, 'schemas'), { recursive: true });
  await writeFile(
    join(folder, 'THIRD-PARTY.txt'),
    `${await licenceOfNode()}\n\n${await readFile(join(dist, 'THIRD-PARTY.txt'), 'utf8')}`,
  );
} finally {
  await rm(work, { recursive: true, force: true });
}
console.log(executable);

/**
 * @param {string} main
 * @param {string} dist
 */
async function assemble(main, dist) {
  const names = (await readdir(join(dist, 'data'), { recursive: true, encoding: 'utf8' }))
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.json'))
    .sort();
  await writeFile(join(work, 'names.json'), JSON.stringify(names));
  const configuration = {
    main,
    disableExperimentalSEAWarning: true,
    useCodeCache: true,
    assets: {
      'package.json': join(root, 'package.json'),
      'tree-sitter.wasm': join(dist, 'tree-sitter.wasm'),
      'tree-sitter-devicetree.wasm': join(dist, 'tree-sitter-devicetree.wasm'),
      data: join(work, 'names.json'),
      ...Object.fromEntries(names.map((name) => [`data/${name}`, join(dist, 'data', name)])),
    },
  };
  const file = join(work, 'single-file.json');
  // From 25.5 on Node puts itself together.
  if (isAtLeast(25, 5)) {
    await writeFile(file, JSON.stringify({ ...configuration, output: executable }));
    run(process.execPath, '--build-sea', file);
    return;
  }
  const blob = join(work, 'blob');
  await writeFile(file, JSON.stringify({ ...configuration, output: blob }));
  run(process.execPath, '--experimental-sea-config', file);
  await copyFile(process.execPath, executable);
  await chmod(executable, 0o755);
  const isMac = process.platform === 'darwin';
  // The signature would be that of another file.
  if (isMac) run('codesign', '--remove-signature', executable);
  const postject = join(dirname(createRequire(import.meta.url).resolve('postject/package.json')), 'dist/cli.js');
  const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';
  const segment = isMac ? ['--macho-segment-name', 'NODE_SEA'] : [];
  run(process.execPath, postject, executable, 'NODE_SEA_BLOB', blob, '--sentinel-fuse', fuse, ...segment);
  if (isMac) run('codesign', '--sign', '-', executable);
}

/**
 * What it prints is shown where it fails only.
 * @param {string} program
 * @param {...string} args
 */
function run(program, ...args) {
  execFileSync(program, args, { stdio: 'pipe' });
}

/**
 * @param {number} major
 * @param {number} minor
 */
function isAtLeast(major, minor) {
  const [first = 0, second = 0] = process.versions.node.split('.').map(Number);
  return first > major || (first === major && second >= minor);
}

/** Where the archives of Node and the packages of systems have it. */
async function licenceOfNode() {
  const prefix = dirname(dirname(process.execPath));
  const places = [
    join(prefix, 'LICENSE'),
    join(dirname(process.execPath), 'LICENSE'),
    '/usr/share/doc/nodejs/copyright',
  ];
  for (const place of places) {
    const text = await readFile(place, 'utf8').catch(() => undefined);
    if (text !== undefined && /node/i.test(text)) return `Node.js ${process.version}\n\n${text.trim()}\n`;
  }
  return `Node.js ${process.version}: https://github.com/nodejs/node/blob/${process.version}/LICENSE\n`;
}
