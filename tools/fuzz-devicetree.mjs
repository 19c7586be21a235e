// Gives the preprocessor, the parser and the evaluation mutated devicetree files, and says where they throw, hang or take
// more steps than the length of the text allows:
//   node tools/fuzz-devicetree.mjs <folder of .overlay, .dts and .dtsi files> <count> [--seed <number>]
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { importTypeScript } from './typescript.mjs';

/** Inputs between two signs of life, and how long to wait for one. Milliseconds. */
const batch = 500;
const patience = 120_000;
/** Characters of a file that is mutated: longer ones take longer and show no more. */
const longest = 6000;

if (isMainThread) await main();
else await work(workerData);

async function main() {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { seed: { type: 'string', default: '1' } },
  });
  const [folder, count] = [positionals[0], Number(positionals[1])];
  if (!folder || !(count > 0)) {
    console.error('usage: node tools/fuzz-devicetree.mjs <folder> <count> [--seed <number>]');
    process.exit(2);
  }
  const texts = devicetrees(folder);
  console.log(`${texts.length} files of ${folder}, seed ${values.seed}`);
  const worker = new Worker(new URL(import.meta.url), { workerData: { texts, count, seed: Number(values.seed) } });
  let timer = setTimeout(hang, patience);
  let done = 0;
  let wrong = 0;
  worker.on('message', (report) => {
    clearTimeout(timer);
    timer = setTimeout(hang, patience);
    done = report.done;
    for (const { text, why } of report.wrong) {
      const path = join(tmpdir(), `ncslint-fuzz-${values.seed}-${wrong++}.dts`);
      writeFileSync(path, text);
      console.log(`${path}: ${why}`);
    }
    if (done % 100_000 < batch || done >= count)
      console.log(`${done} inputs, ${report.characters} characters, ${report.work} steps, ${wrong} wrong`);
  });
  worker.on('error', (error) => {
    console.error(error);
    process.exit(1);
  });
  worker.on('exit', () => {
    clearTimeout(timer);
    process.exit(wrong > 0 || done < count ? 1 : 0);
  });

  function hang() {
    console.error(`after ${done} inputs: one of the next ${batch} takes longer than ${patience} ms`);
    process.exit(1);
  }
}

async function work({ texts, count, seed }) {
  const { fuzzing } = await importTypeScript('tools/mutated-devicetrees.ts');
  const fuzz = fuzzing(texts, seed);
  for (let done = 0; done < count; ) {
    const next = Math.min(batch, count - done);
    const wrong = fuzz.run(next);
    done += next;
    parentPort.postMessage({ done, wrong, characters: fuzz.characters, work: fuzz.work });
  }
}

/** In the order of their paths. */
function devicetrees(folder) {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(overlay|dtsi?)$/.test(path))
    .sort();
  return paths.flatMap((path) => {
    try {
      const text = readFileSync(join(folder, path), 'utf8');
      return text.length > 0 && text.length <= longest ? [text] : [];
    } catch {
      return [];
    }
  });
}
