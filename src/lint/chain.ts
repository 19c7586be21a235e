import type { Diagnostic } from '../diagnostic/diagnostic.ts';

/** The files of the project that a finding rests on, where it is and all along its chain of causes; absent ones, too. */
export function filesOfChain({ at, related = [], because = [] }: Diagnostic): readonly string[] {
  const spans = [at, ...related].map(({ span }) => span);
  const files = because.flatMap(({ origin }) => {
    if (origin?.kind === 'absent') return [origin.path];
    return origin?.kind === 'project' && origin.span.file.sdk === undefined ? [origin.span.file.path] : [];
  });
  return [...new Set([...spans.flatMap(({ file }) => (file.sdk === undefined ? [file.path] : [])), ...files])];
}
