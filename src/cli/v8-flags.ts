/**
 * For a run that reads an SDK. The V8 of Node 20 takes every function that runs for some milliseconds for one that is worth
 * its best compiler: of a run of one second that is a third of the processor's time, most of it for code that ends with the
 * run before it is ready. So it waits three times as long. And it lets the place for young objects grow at once, where it
 * would go through it again at every size on the way. Later versions do the like by themselves, and have other flags.
 */
export function optimizeLate(): void {
  set(BUDGET * 3, GROWTH * 8);
}

/** As before: V8 refuses code that was kept under other flags. */
export function optimizeAsUsual(): void {
  set(BUDGET, GROWTH);
}

function set(budget: number, growth: number): void {
  if (!process.versions.v8?.startsWith('11.3.')) return;
  // To import it takes its time, which a run without an SDK does not have. Node has this since 20.16.
  const v8 = process.getBuiltinModule?.('node:v8');
  v8?.setFlagsFromString(`--interrupt-budget=${budget}`);
  v8?.setFlagsFromString(`--semi-space-growth-factor=${growth}`);
}

/** V8's own: bytes of code that a function runs through before it is compiled again. */
const BUDGET = 67_584;
/** By which it grows each time. */
const GROWTH = 2;
