import type { SourceFile } from '../text/source.ts';

/** The variables of a CMakeCache.txt. */
export interface CmakeCache {
  readonly values: ReadonlyMap<string, string>;
  /** Those that were given on the command line: CMake knows no type for them. */
  readonly given: ReadonlyMap<string, string>;
}

/** Reads a CMakeCache.txt: lines `NAME:TYPE=value`; of duplicates the last. */
export function cmakeCache({ text }: SourceFile): CmakeCache {
  const values = new Map<string, string>();
  const given = new Map<string, string>();
  for (const [, name, type, value] of text.matchAll(/^"?([A-Za-z_][^:="\n]*)"?:([A-Z]+)=([^\r\n]*)/gm)) {
    values.set(name!, value!);
    if (type === 'UNINITIALIZED') given.set(name!, value!);
  }
  return { values, given };
}
