// Compares our trees of real builds with what the SDK's own tools made of them, and those without the SDK with those with it:
//   node tools/compare-overlays.mjs <overlays.json.gz> <SDK> [--seed <folder>]
// The oracle: { bases: { files: { nodes } }, overlays: [{ kind, board, files, ok, error, base, diff: { set, removed } }] };
// `files` are those of the build in their order, the board's first. `--seed`: the folder that files below `seed/` lie in.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { treeDifference } from './tree-difference.mjs';
import { importTypeScript } from './typescript.mjs';

const { positionals, values } = parseArgs({ allowPositionals: true, options: { seed: { type: 'string' } } });
const [oracleFile, sdk] = positionals;
if (!oracleFile || !sdk) {
  console.error('usage: node tools/compare-overlays.mjs <overlays.json.gz> <SDK> [--seed <folder>]');
  process.exit(2);
}

const { imageTrees, plainTree } = await importTypeScript('tools/image-trees.ts');
const { bases, overlays } = JSON.parse(gunzipSync(readFileSync(oracleFile)).toString());
const data = join(import.meta.dirname, '../src/sdk/data');
const read = (name) => (existsSync(join(data, name)) ? readFileSync(join(data, name), 'utf8') : undefined);
const withSdk = imageTrees(resolve(sdk), true, read);
const withoutSdk = imageTrees(resolve(sdk), false, read);

const count = { builds: 0, equal: 0, rejected: 0, nodes: 0, properties: 0 };
const facts = { asked: 0, equal: 0, unknown: 0, different: 0 };
for (const { kind, board, files, ok, error, base, diff } of overlays) {
  count.builds++;
  const build = buildOf(board, files);
  const name = `${kind} ${board} ${files.at(-1)}`;
  const { devicetree, problems } = withSdk(build);
  if (!ok) {
    if (problems.length > 0) count.rejected++;
    else console.log(`${name}: is taken, though ${error}`);
  } else {
    const found = problems.at(0) ?? treeDifference(merged(bases[base].nodes, diff), plainTree(devicetree), count);
    if (found) console.log(`${name}: ${found}`);
    else count.equal++;
  }
  compare(name, devicetree, withoutSdk(build).devicetree);
}
console.log('with the SDK, against its own tools', count);
console.log('without the SDK, against with it', facts);
process.exitCode = count.equal + count.rejected === count.builds && facts.different === 0 ? 0 : 1;

function buildOf(board, files) {
  const rest = files.filter((path) => !path.endsWith('.dts'));
  const revision = rest
    .filter((path) => /\/boards\/arm\//.test(path))
    .map((path) => /_(\d+_\d+_\d+)\.overlay$/.exec(path)?.[1]);
  const own = rest.filter((path) => path.startsWith('bootloader/mcuboot/'));
  const overlays = rest.filter((path) => !/\/boards\/arm\//.test(path) && !own.includes(path));
  const seed = resolve(values.seed ?? 'examples/originating-case');
  return {
    board,
    revision: revision[0]?.replaceAll('_', '.'),
    root: applicationOf(overlays[0] ?? 'bootloader/mcuboot/boot/zephyr'),
    ownOverlays: own,
    overlays: overlays.map((path) => (path.startsWith('seed/') ? join(seed, 'boards', path.slice(5)) : path)),
  };
}

/** The nearest folder with a CMakeLists.txt that is no image's of another one. */
function applicationOf(path) {
  if (path.startsWith('seed/')) return resolve(values.seed ?? 'examples/originating-case');
  let folder = dirname(path);
  while (folder !== '.' && !existsSync(join(sdk, folder, 'CMakeLists.txt'))) folder = dirname(folder);
  return folder;
}

function merged(nodes, { set, removed }) {
  const all = { ...nodes, ...set };
  for (const path of removed ?? []) delete all[path];
  return all;
}

/** Every node and property the tree with the SDK has, and what the other one knows of it. */
function compare(name, exact, other) {
  const seen = new Set();
  for (const node of exact.nodes) {
    seen.add(node.path);
    const found = other.node(node.path);
    ask(name, node.path, true, found, (value) => value !== undefined);
    if (!found.known || !found.value) continue;
    ask(name, `status of ${node.path}`, valueOf(node.status), found.value.status, (value) => value);
    for (const label of node.labels) {
      ask(name, `&${label}`, node.path, other.labelled(label), (value) => value?.path);
    }
    for (const property of new Set([...node.properties.keys(), ...found.value.properties.keys()])) {
      const own = plainValues(node.properties.get(property));
      ask(name, `${property} of ${node.path}`, own, found.value.property(property), plainValues);
    }
  }
  for (const { path } of other.nodes)
    if (!seen.has(path)) ask(name, path, undefined, other.node(path), (value) => value?.path);
}

function ask(name, what, exact, fact, plain) {
  facts.asked++;
  if (!fact.known) facts.unknown++;
  else if (isDeepStrictEqual(plain(fact.value), exact)) facts.equal++;
  else if (facts.different++ < 20) {
    console.log(
      `${name}: without the SDK ${what} is ${JSON.stringify(plain(fact.value))}, with it ${JSON.stringify(exact)}`,
    );
  }
}

function valueOf(fact) {
  return fact.known ? fact.value : undefined;
}

function plainValues(property) {
  if (!property) return undefined;
  const node = { path: '/', labels: [], properties: new Map([['x', property]]) };
  return plainTree({ nodes: [node] })['/'].properties.x;
}
