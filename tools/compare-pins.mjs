// Compares the pins and GPIO users of the shipped boards with those somebody else found:
//   node tools/compare-pins.mjs <board-facts.json> <version>
// The oracle: { board: { pins: [{ path, enabled, states: { name: [[signal, port, pin]] } }],
//                        gpio_users: [{ path, prop, port, pin, flags, enabled }] } }.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importTypeScript } from './typescript.mjs';

const [oracleFile, version] = process.argv.slice(2);
if (!oracleFile || !version) {
  console.error('usage: node tools/compare-pins.mjs <board-facts.json> <version>');
  process.exit(2);
}

const { boardPins, shippedFacts } = await importTypeScript('src/sdk/extract/board-pins.ts');
const data = join(import.meta.dirname, '../src/sdk/data');
const facts = shippedFacts((name) => readFileSync(join(data, name), 'utf8'), version);

const count = { boards: 0, pinsEqual: 0, gpioUsersEqual: 0 };
for (const [board, { pins, gpio_users }] of Object.entries(JSON.parse(readFileSync(oracleFile, 'utf8')))) {
  count.boards++;
  const ours = boardPins(facts, board);
  const samePins = same(
    board,
    ours.pins,
    pins.map(({ path, enabled, states }) => ({ path, enabled, states })),
  );
  const wanted = gpio_users.map(({ path, prop, port, pin, flags, enabled }) => ({
    path,
    prop,
    port,
    pin,
    flags,
    enabled,
  }));
  // A hog is a user of its pin; the oracle lists only what names its controller.
  const sameUsers = same(
    board,
    ours.gpioUsers.filter((user) => !isHog(user)),
    wanted,
  );
  if (samePins) count.pinsEqual++;
  if (sameUsers) count.gpioUsersEqual++;
}
console.log(count);
process.exitCode = count.pinsEqual === count.boards && count.gpioUsersEqual === count.boards ? 0 : 1;

function same(board, ours, theirs) {
  const [a, b] = [ours, theirs].map((list) => list.map((entry) => JSON.stringify(entry)).sort());
  const different = a.find((entry) => !b.includes(entry)) ?? b.find((entry) => !a.includes(entry));
  if (different) console.log(`${board}: ${b.includes(different) ? 'missing' : 'wrong'} ${different}`);
  return different === undefined && a.length === b.length;
}

function isHog({ path, prop }) {
  return prop === 'gpios' && /\/gpio@[0-9a-f]+\/[^/]+$/.test(path);
}
