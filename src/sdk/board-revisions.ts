/** The revisions of a board. */
export interface Revisions {
  /** Those that there are, with dots; empty where every one may be given. */
  readonly revisions: readonly string[];
  readonly defaultRevision: string | undefined;
}

/** What `board_check_revision()` in a `revision.cmake` declares. */
export function declaredRevisions(cmake: string): Revisions {
  const valid = /\bVALID_REVISIONS\s+([^)]*?)\s*(?:\)|\b[A-Z_]{4,}\b)/.exec(cmake)?.[1];
  return {
    revisions: valid ? valid.split(/\s+/) : [],
    defaultRevision: /\bDEFAULT_REVISION\s+([\w.]+)/.exec(cmake)?.[1],
  };
}

/**
 * The revision whose files are read: of numbers the one given, else the next lower one that there is.
 * zephyr/cmake/modules/extensions.cmake:892-1010 (2.4.0)
 */
export function activeRevision(
  given: string | undefined,
  { revisions, defaultRevision }: Revisions,
): string | undefined {
  const wanted = given ?? defaultRevision;
  if (wanted === undefined || revisions.length === 0 || revisions.includes(wanted)) return wanted;
  const lower = revisions.filter((one) => compared(one, wanted) < 0).sort(compared);
  return lower.at(-1) ?? wanted;
}

function compared(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split('.').map(Number));
  for (let at = 0; at < 3; at++) {
    const difference = (left![at] ?? 0) - (right![at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
