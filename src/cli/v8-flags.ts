/** As before `optimizeLate`: V8 refuses code that was kept under other flags. */
export function optimizeAsUsual(): void {
  setFlags(1, 1);
}

/** So many times what V8 waits for by itself, and by which the place for young objects grows. */
export function setFlags(budget: number, growth: number): void {
  if (!process.versions.v8?.startsWith('11.3.')) return;
  // To import it takes its time, which a run without an SDK does not have. Node has this since 20.16.
  const v8 = process.getBuiltinModule?.('node:v8');
  v8?.setFlagsFromString(`--interrupt-budget=${BUDGET * budget}`);
  v8?.setFlagsFromString(`--semi-space-growth-factor=${GROWTH * growth}`);
}

/** V8's own: bytes of code that a function runs through before it is compiled again. */
const BUDGET = 67_584;
/** By which it grows each time. */
const GROWTH = 2;
