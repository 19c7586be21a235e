// Lints every faulty overlay of an oracle on its board and says what is reported of it:
//   node tools/compare-devicetree-faults.mjs <dt-faults.json> [--all]
// The oracle: { board, sdk, cases: [{ name, desc, overlay, accepted, error }] }; `accepted` is what the SDK's own tools say.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';

const [oracleFile, all] = process.argv.slice(2);
if (!oracleFile) {
  console.error('usage: node tools/compare-devicetree-faults.mjs <dt-faults.json> [--all]');
  process.exit(2);
}

const { board, sdk, cases } = JSON.parse(readFileSync(oracleFile, 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'ncslint-faults-'));
mkdirSync(join(folder, 'dist'));
writeFileSync(join(folder, 'package.json'), readFileSync(join(import.meta.dirname, '../package.json')));
await bundle(join(folder, 'dist'));

const count = { rejected: 0, rejectedReported: 0, accepted: 0, acceptedReported: 0 };
for (const { name, desc, overlay, accepted } of cases) {
  const found = rulesFor(overlay);
  const kind = accepted ? 'accepted' : 'rejected';
  count[kind]++;
  if (found.length > 0) count[`${kind}Reported`]++;
  if (all || found.length === 0) console.log(`${kind} ${name}: ${found.join(', ') || 'nothing'} (${desc})`);
}
rmSync(folder, { recursive: true });
console.log(count);

/** `rule:line` of what is reported in the overlay alone. */
function rulesFor(overlay) {
  const app = join(folder, 'app');
  mkdirSync(join(app, 'boards'), { recursive: true });
  writeFileSync(join(app, 'CMakeLists.txt'), 'find_package(Zephyr REQUIRED)\nproject(app)\n');
  writeFileSync(join(app, 'prj.conf'), '');
  writeFileSync(join(app, 'boards', `${board}.overlay`), overlay);
  const report = JSON.parse(lint(app));
  return report.diagnostics
    .filter(({ location }) => location.file.endsWith('.overlay'))
    .map(({ rule, severity, location }) => `${severity} ${rule}:${location.line}`);
}

function lint(app) {
  const cli = join(folder, 'dist/cli.js');
  return spawnSync('node', [cli, app, '--board', board, '--sdk', sdk, '--format', 'json'], { encoding: 'utf8' }).stdout;
}
