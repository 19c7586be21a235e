import { setFlags } from './v8-flags.ts';

/**
 * For a run that reads an SDK. The V8 of Node 20 takes every function that runs for some milliseconds for one that is worth
 * its best compiler: of a run of one second that is a third of the processor's time, most of it for code that ends with the
 * run before it is ready. So it waits three times as long. And it lets the place for young objects grow at once, where it
 * would go through it again at every size on the way. Later versions do the like by themselves, and have other flags.
 *
 * Part of the late program (tools/late-program.mjs), so that the code kept of that is read under the flags it was kept under.
 */
export function optimizeLate(): void {
  setFlags(3, 8);
}
