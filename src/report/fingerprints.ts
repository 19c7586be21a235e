import type { Diagnostic } from '../diagnostic/diagnostic.ts';

/**
 * A fingerprint for each finding that no other one of this report has: where two are alike, such as those of two equal
 * lines, the second one gets `:2` behind it.
 */
export function uniqueFingerprints(diagnostics: readonly Diagnostic[]): readonly string[] {
  const counts = new Map<string, number>();
  return diagnostics.map(({ fingerprint }) => {
    const count = (counts.get(fingerprint) ?? 0) + 1;
    counts.set(fingerprint, count);
    return count === 1 ? fingerprint : `${fingerprint}:${count}`;
  });
}
