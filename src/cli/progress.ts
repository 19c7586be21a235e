import { visible } from '../text/visible.ts';
import type { Settings } from './command.ts';
import type { Surroundings } from './surroundings.ts';

export interface Progress {
  /** To be called before each application. */
  step(done: number, count: number, application: string): void;
  /** Takes away what was shown. */
  end(): void;
}

/**
 * A line on a person's terminal that says how far the check of many applications is; nothing in a pipe, in CI and under
 * --quiet, and nothing for what is done in a moment.
 */
export function progressOn(
  { err, env }: Surroundings,
  { quiet }: Settings,
  now: () => number = () => performance.now(),
): Progress | undefined {
  if (err.isTTY !== true || quiet || env.TERM === 'dumb' || (env.CI ?? '') !== '') return undefined;
  const started = now();
  let shown = -Infinity;
  return {
    step(done, count, application) {
      const time = now();
      if (time - started < PATIENCE || time - shown < PAUSE) return;
      shown = time;
      const text = `ncslint: ${done} of ${count} applications, ${visible(application)}`;
      err.write(`\r${text.slice(0, (err.columns ?? 80) - 1)}${CLEAR}`);
    },
    end() {
      if (shown > -Infinity) err.write(`\r${CLEAR}`);
    },
  };
}

/** Milliseconds for which nobody asks, and those between two changes of the line. */
const PATIENCE = 1000;
const PAUSE = 100;

/** The rest of the line. */
const CLEAR = '\u001B[K';
