// Compares the Kconfig values of all images of applications, as the linter has them, with those of the SDK's own scripts for the
// same files (2.7.0 and later):
//   node tools/compare-builds.mjs <workspace> <application...> [--board <board>] [--python python3] [--cpp cpp] [--most 20]
// Which files make which image is taken from the linter, and so is what sysbuild forces; all else is that of image-kconfig.py.
// A module that is not there is there for neither side. Exits with 1 where a value is different.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { scriptValues } from './script-values.mjs';
import { importTypeScript } from './typescript.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    board: { type: 'string' },
    python: { type: 'string', default: 'python3' },
    cpp: { type: 'string', default: 'cpp' },
    only: { type: 'string' },
    most: { type: 'string', default: '20' },
  },
});
const [workspace, ...applications] = positionals;
if (applications.length === 0) {
  console.error('usage: node tools/compare-builds.mjs <workspace> <application...> [--board <board>] [--only <text>]');
  process.exit(2);
}
const sdk = resolve(workspace);
const { builtImages } = await importTypeScript('tools/built-images.ts');
const data = join(import.meta.dirname, '../src/sdk/data');
const built = builtImages(sdk, (name) =>
  existsSync(join(data, name)) ? readFileSync(join(data, name), 'utf8') : undefined,
);
const total = { images: 0, equal: 0, unknown: 0, different: 0 };
for (const application of applications) {
  for (const { id, images } of built.of(resolve(sdk, application), options.board)) {
    for (const image of images) {
      const label = `${application} ${id} ${image.name}`;
      if (!options.only || label.includes(options.only)) compare(label, image);
    }
  }
}
console.log(total);
process.exitCode = total.different > 0 ? 1 : 0;

function compare(label, { value, ...image }) {
  const { problem, folder, values } = scriptValues({ ...image, sdk, modules: built.modules }, options);
  if (problem) {
    console.log(`${label}: ${problem}`);
    return;
  }
  const different = [];
  const unknown = [];
  let equal = 0;
  const plain = (text) => text?.replaceAll(sdk, '');
  for (const [symbol, theirs] of Object.entries(values)) {
    // What is only mentioned has its name for a value.
    if (theirs === symbol) continue;
    // A module that nobody fetched may be there for the linter: then what it decides is unknown.
    if (/^ZEPHYR_\w+_MODULE$/.test(symbol) && theirs === 'n') continue;
    const ours = value(symbol);
    if (ours === undefined) unknown.push(symbol);
    else if (plain(ours) === plain(theirs) || theirs.includes(folder)) equal++;
    else different.push(`${symbol}: ${JSON.stringify(ours)}, should be ${JSON.stringify(theirs)}`);
  }
  total.images++;
  total.equal += equal;
  total.unknown += unknown.length;
  total.different += different.length;
  console.log(`${label}: ${equal} equal, ${unknown.length} unknown, ${different.length} different`);
  for (const line of different.slice(0, Number(options.most))) console.log(`  ${line}`);
  if (unknown.length > 0) console.log(`  unknown: ${unknown.slice(0, 20).join(' ')}`);
}
