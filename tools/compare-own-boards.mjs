// Takes the boards of an SDK as boards of a project, and compares what ncslint makes of their devicetrees, with that SDK and
// with shipped facts only, with what the SDK's own tools made of them:
//   node tools/compare-own-boards.mjs <boards.json.gz> <SDK>
// The oracle is that of compare-devicetree.mjs.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { treeDifference } from './tree-difference.mjs';
import { importTypeScript } from './typescript.mjs';

const [oracleFile, sdk] = process.argv.slice(2);
if (!oracleFile || !sdk) {
  console.error('usage: node tools/compare-own-boards.mjs <boards.json.gz> <SDK>');
  process.exit(2);
}

const { ownBoardTrees, plainTree } = await importTypeScript('tools/image-trees.ts');
const data = join(import.meta.dirname, '../src/sdk/data');
const read = (name) => (existsSync(join(data, name)) ? readFileSync(join(data, name), 'utf8') : undefined);
const oracle = JSON.parse(gunzipSync(readFileSync(oracleFile)).toString());

for (const withSdk of [true, false]) {
  const build = ownBoardTrees(resolve(sdk), withSdk, read);
  const count = { boards: 0, equal: 0, unknown: 0, nodes: 0, properties: 0 };
  for (const [board, { nodes }] of Object.entries(oracle)) {
    const tree = build(board);
    if (tree === undefined) continue;
    count.boards++;
    if (!tree.base.known) {
      count.unknown++;
      console.log(`${board}: ${tree.base.missing} is unknown`);
      continue;
    }
    const found = treeDifference(nodes, plainTree(tree), count);
    if (found) console.log(`${board}: ${found}`);
    else count.equal++;
  }
  console.log(withSdk ? 'with the SDK' : 'with shipped facts', count);
  if (count.equal + count.unknown < count.boards) process.exitCode = 1;
}
