import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Script } from 'node:vm';
import { ReusedMemory } from './reused-memory.ts';

/** A script that was compiled: what its one expression evaluates to, and `keep`, which stores its code for later runs. */
export interface CompiledScript {
  readonly value: unknown;
  /**
   * Under the last of the names, the best one first, that stands for better code than was used. Does nothing where there is none,
   * or none can be written: that costs time, no more.
   */
  keep(...names: readonly string[]): void;
}

/**
 * Compiles and evaluates the script at `path`, an expression in ASCII. The code that V8 made of it in an earlier run,
 * that of functions first called then included, is read from the first of `candidates` that exists: parsing and compiling
 * takes longer than all the rest of a small run. V8 itself refuses code of another version or of other flags, but not
 * that of another script of the same length: the names have to stand for the content. They stand beside the script, never
 * in a temporary folder, where others could put theirs.
 */
export function compileKept(path: string, candidates: readonly string[]): CompiledScript {
  const isOff = Boolean(process.env.NODE_DISABLE_COMPILE_CACHE);
  const memory = new ReusedMemory(2 ** 21);
  // Twice as fast as to look for other characters.
  const text = memory.read(path).toString('latin1');
  const found = isOff ? undefined : firstOf(candidates, memory);
  const script = new Script(text, {
    filename: path,
    ...(found && { cachedData: found.data }),
  });
  const used = found && !script.cachedDataRejected ? candidates.indexOf(found.path) : candidates.length;
  return {
    value: script.runInThisContext(),
    keep: (...names) => {
      const kept = names.findLast((name) => candidates.indexOf(name) < used);
      if (!isOff && kept !== undefined) write(kept, script.createCachedData());
    },
  };
}

function firstOf(
  paths: readonly string[],
  memory: ReusedMemory,
): { readonly path: string; readonly data: Buffer } | undefined {
  for (const path of paths) {
    try {
      return { path, data: memory.read(path) };
    } catch {
      // Not kept yet.
    }
  }
  return undefined;
}

/** Never half a file: another run may read it at this very moment. */
function write(path: string, data: Buffer): void {
  const unfinished = `${path}-${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(unfinished, data);
    renameSync(unfinished, path);
  } catch {
    // A folder that cannot be written to.
  }
}
