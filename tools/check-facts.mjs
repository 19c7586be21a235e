// Proves the shipped facts against an SDK: node tools/check-facts.mjs <SDK>
// What can be extracted is extracted again and has to be the same; every line that is cited has to say what it is cited for.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { diskFiles, importTypeScript } from './typescript.mjs';

const [workspace] = process.argv.slice(2);
if (!workspace) {
  console.error('usage: node tools/check-facts.mjs <SDK>');
  process.exit(2);
}

const { Checkout, extractedFiles } = await importTypeScript('tools/extraction.ts');
const { brokenCitations, citations } = await importTypeScript('src/sdk/extract/citations.ts');
const sdk = diskFiles(resolve(workspace));
const checkout = Checkout.open(diskFiles('/'), resolve(workspace));
const data = (name) => readFileSync(join(import.meta.dirname, '../src/sdk/data', name), 'utf8');
const of = (name) => JSON.parse(data(`${checkout.version}/${name}`));

const extracted = [...extractedFiles(checkout, JSON.parse(data('2.4.0/symbol-names.json')))];
const different = extracted
  .filter(([name, text]) => data(name) !== text)
  .map(([name]) => `${name} is not what the SDK says`);
const cited = citations(of('symbols.json'), of('drivers.json'));
const problems = [...different, ...brokenCitations(cited, sdk)];

for (const problem of problems) console.error(problem);
console.log(`${extracted.length} files extracted again, ${cited.length} cited lines, ${problems.length} problems`);
process.exitCode = problems.length ? 1 : 0;
