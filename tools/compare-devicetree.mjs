// Compares our trees of an SDK's boards with what the SDK's own tools made of them, and with those of the shipped facts:
//   node tools/compare-devicetree.mjs <boards.json.gz> <SDK>
// The oracle: { board: { nodes: { path: { labels, compatible, status, props: { name: value } } } } }.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { treeDifference } from './tree-difference.mjs';
import { importTypeScript } from './typescript.mjs';

const [oracleFile, sdk] = process.argv.slice(2);
if (!oracleFile || !sdk) {
  console.error('usage: node tools/compare-devicetree.mjs <boards.json.gz> <SDK>');
  process.exit(2);
}

const { imageTrees, plainTree } = await importTypeScript('tools/image-trees.ts');
const data = join(import.meta.dirname, '../src/sdk/data');
const read = (name) => (existsSync(join(data, name)) ? readFileSync(join(data, name), 'utf8') : undefined);
const withSdk = imageTrees(resolve(sdk), true, read);
const withoutSdk = imageTrees(resolve(sdk), false, read);
const oracle = JSON.parse(gunzipSync(readFileSync(oracleFile)).toString());

const count = { boards: 0, equal: 0, equalWithoutSdk: 0, nodes: 0, properties: 0 };
for (const [board, { nodes }] of Object.entries(oracle)) {
  count.boards++;
  const build = { board, root: 'nrf/nothing', ownOverlays: [], overlays: [] };
  const tree = plainTree(withSdk(build).devicetree);
  const found = treeDifference(nodes, tree, count);
  if (found) console.log(`${board}: ${found}`);
  else count.equal++;
  if (isDeepStrictEqual(plainTree(withoutSdk(build).devicetree), tree)) count.equalWithoutSdk++;
  else console.log(`${board}: is another one without the SDK`);
}
console.log(count);
process.exitCode = count.equal === count.boards && count.equalWithoutSdk === count.boards ? 0 : 1;
