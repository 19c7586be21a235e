import { type Diagnostic, severityRank } from '../diagnostic/diagnostic.ts';

/** Errors of all applications before warnings; among equals the order stays, which is that of the causes. */
export const worstFirst = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  [...diagnostics].sort((a, b) => severityRank[a.severity] - severityRank[b.severity]);
