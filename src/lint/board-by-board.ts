/**
 * The same items, those of one board side by side, boards in the order of their first item. An SDK that is there has a Kconfig
 * tree of 12 MB for each board and image: only a few are kept, and each is made once for all builds of its board in a row.
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
