/**
 * The same items, those of one board side by side, boards in the order of their first item. Of an SDK that is there each board and
 * image has a Kconfig tree of its own, and evaluations of it: only a few are kept, for builds of a board in a row.
 */
export function boardByBoard<Item>(
  items: readonly Item[],
  boardOf: (item: Item) => string | undefined,
): readonly Item[] {
  const groups = new Map<string | undefined, Item[]>();
  for (const item of items) {
    const group = groups.get(boardOf(item));
    if (group) group.push(item);
    else groups.set(boardOf(item), [item]);
  }
  return [...groups.values()].flat();
}
