/** Half-open ranges of lines, from 0, that take each other's place. */
export interface LineChange {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** Over so many differing lines no shortest way is looked for: all between the first and the last becomes one change. */
const mostDifferences = 1000;

/** The shortest list of changes between two texts in lines: Myers' algorithm, O((N + M) D). */
export function changedLines(old: readonly string[], now: readonly string[]): readonly LineChange[] {
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let [oldEnd, newEnd] = [old.length, now.length];
  while (oldEnd > start && newEnd > start && old[oldEnd - 1] === now[newEnd - 1]) {
    oldEnd--;
    newEnd--;
  }
  if (oldEnd === start && newEnd === start) return [];
  const path = shortestPath(old.slice(start, oldEnd), now.slice(start, newEnd));
  if (!path) return [{ oldStart: start, oldEnd, newStart: start, newEnd }];
  return changesOf(path, oldEnd - start, newEnd - start).map((change) => ({
    oldStart: change.oldStart + start,
    oldEnd: change.oldEnd + start,
    newStart: change.newStart + start,
    newEnd: change.newEnd + start,
  }));
}

/** The furthest `x` reached on each diagonal, for each number of differences. */
type Path = readonly ReadonlyMap<number, number>[];

function shortestPath(old: readonly string[], now: readonly string[]): Path | undefined {
  const steps: Map<number, number>[] = [];
  let last = new Map([[1, 0]]);
  for (let d = 0; d <= Math.min(old.length + now.length, mostDifferences); d++) {
    const reached = new Map(last);
    steps.push(last);
    for (let k = -d; k <= d; k += 2) {
      const isDown = k === -d || (k !== d && (last.get(k - 1) ?? -1) < (last.get(k + 1) ?? -1));
      let x = isDown ? (last.get(k + 1) ?? 0) : (last.get(k - 1) ?? 0) + 1;
      while (x < old.length && x - k < now.length && old[x] === now[x - k]) x++;
      reached.set(k, x);
      if (x >= old.length && x - k >= now.length) return steps;
    }
    last = reached;
  }
  return undefined;
}

/** Back along the path from its end. */
function changesOf(path: Path, oldLength: number, newLength: number): readonly LineChange[] {
  const changes: LineChange[] = [];
  let [x, y] = [oldLength, newLength];
  for (let d = path.length - 1; d > 0; d--) {
    const last = path[d]!;
    const k = x - y;
    const isDown = k === -d || (k !== d && (last.get(k - 1) ?? -1) < (last.get(k + 1) ?? -1));
    const before = isDown ? k + 1 : k - 1;
    const fromX = last.get(before) ?? 0;
    const fromY = fromX - before;
    const [toX, toY] = isDown ? [fromX, fromY + 1] : [fromX + 1, fromY];
    const next = changes[0];
    if (next && next.oldStart === toX && next.newStart === toY)
      changes[0] = { ...next, oldStart: fromX, newStart: fromY };
    else changes.unshift({ oldStart: fromX, oldEnd: toX, newStart: fromY, newEnd: toY });
    [x, y] = [fromX, fromY];
  }
  return changes;
}
