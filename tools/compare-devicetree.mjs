// Compares our trees of an SDK's boards with what the SDK's own tools made of them, and with the shipped form:
//   node tools/compare-devicetree.mjs <boards.json.gz> <workspace> <version>
// The oracle: { board: { nodes: { path: { labels, compatible, status, props: { name: value } } } } }.
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { diskFiles, importTypeScript } from './typescript.mjs';

const [oracleFile, workspace, version] = process.argv.slice(2);
if (!oracleFile || !workspace || !version) {
  console.error('usage: node tools/compare-devicetree.mjs <boards.json.gz> <workspace> <version>');
  process.exit(2);
}

const { boardTrees } = await importTypeScript('src/sdk/extract/tree-comparison.ts');
const oracle = JSON.parse(gunzipSync(readFileSync(oracleFile)).toString());
const ours = new Map(boardTrees(diskFiles(workspace), version).map((board) => [board.name, board]));

const count = { boards: 0, equal: 0, roundTrip: 0, nodes: 0, properties: 0 };
for (const [name, { nodes }] of Object.entries(oracle)) {
  count.boards++;
  const board = ours.get(name);
  ours.delete(name);
  if (!board) {
    console.log(`${name}: we have no tree of it`);
    continue;
  }
  const found = difference(nodes, board.direct);
  if (found) console.log(`${name}: ${found}`);
  else count.equal++;
  if (isDeepStrictEqual(board.direct, board.viaFacts)) count.roundTrip++;
  else console.log(`${name}: differs through facts`);
}
for (const name of ours.keys()) console.log(`${name}: the oracle has no tree of it`);
console.log(count);
process.exitCode = count.equal === count.boards && count.roundTrip === count.boards ? 0 : 1;

/** The first thing that differs, in words. */
function difference(theirs, tree) {
  for (const path of Object.keys(tree)) if (!theirs[path]) return `${path} is there`;
  for (const [path, node] of Object.entries(theirs)) {
    count.nodes++;
    const own = tree[path];
    if (!own) return `${path} is not there`;
    const labels = [...(node.labels ?? [])].sort();
    if (!isDeepStrictEqual(labels, own.labels)) return `${path}: labels are ${own.labels}, should be ${labels}`;
    const { compatible, status, ...rest } = own.properties;
    if (!isDeepStrictEqual(node.compatible ?? [], compatible ?? [])) return `${path}: compatible is ${compatible}`;
    if ((node.status ?? 'okay') !== (status?.[0] ?? 'okay')) return `${path}: status is ${status}`;
    const props = node.props ?? {};
    for (const key of new Set([...Object.keys(props), ...Object.keys(rest)])) {
      count.properties++;
      const value = key in rest ? asOracle(rest[key]) : undefined;
      if (!isDeepStrictEqual(value, props[key])) {
        return `${path}: ${key} is ${JSON.stringify(value)}, should be ${JSON.stringify(props[key])}`;
      }
    }
  }
  return undefined;
}

/** The oracle writes a single number, string or path without a list. */
function asOracle(values) {
  if (values === true || values.length !== 1) return values;
  const [only] = values;
  if (typeof only !== 'object' || 'bytes' in only) return only;
  return 'path' in only ? { '&': only.path } : values;
}
