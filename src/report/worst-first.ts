import type { Diagnostic } from '../diagnostic/diagnostic.ts';

const ranks = { error: 0, warning: 1, info: 2 } as const;

/** Errors of all applications before warnings; among equals the order stays, which is that of the causes. */
export const worstFirst = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  [...diagnostics].sort((a, b) => ranks[a.severity] - ranks[b.severity]);
