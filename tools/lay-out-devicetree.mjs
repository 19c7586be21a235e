// Lays out the SDK's files that the devicetree of a build was made of, as a workspace that tools/extract-targets.mjs reads:
//   node tools/lay-out-devicetree.mjs <build/image/zephyr/zephyr.dts.pre> <folder>
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { importTypeScript } from './typescript.mjs';

const [preprocessed, folder] = process.argv.slice(2);
if (!preprocessed || !folder) {
  console.error('usage: node tools/lay-out-devicetree.mjs <zephyr.dts.pre> <folder>');
  process.exit(2);
}

const { laidOut } = await importTypeScript('src/sdk/extract/preprocessed.ts');
const files = laidOut(readFileSync(preprocessed, 'utf8'));
for (const [path, text] of files) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
console.log(`${files.size} files`);
