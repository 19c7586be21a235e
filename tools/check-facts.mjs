// Proves the shipped facts against an SDK: node tools/check-facts.mjs <workspace> <version>
// What can be extracted is extracted again and has to be the same; every line that is cited has to say what it is cited for.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diskFiles, importTypeScript } from './typescript.mjs';

const [workspace, version] = process.argv.slice(2);
if (!workspace || !version) {
  console.error('usage: node tools/check-facts.mjs <workspace> <version>');
  process.exit(2);
}

const { extractedFacts } = await importTypeScript('src/sdk/extract/index.ts');
const { brokenCitations, citations } = await importTypeScript('src/sdk/extract/citations.ts');
const data = (name) => readFileSync(join(import.meta.dirname, '../src/sdk/data', version, name), 'utf8');
const sdk = diskFiles(workspace);

const extracted = [...extractedFacts(sdk)];
const different = extracted
  .filter(([name, text]) => data(name) !== text)
  .map(([name]) => `${name} is not what the SDK says`);
const cited = citations(JSON.parse(data('symbols.json')), JSON.parse(data('drivers.json')));
const problems = [...different, ...brokenCitations(cited, sdk)];

for (const problem of problems) console.error(problem);
console.log(`${extracted.length} files extracted again, ${cited.length} cited lines, ${problems.length} problems`);
process.exitCode = problems.length ? 1 : 0;
