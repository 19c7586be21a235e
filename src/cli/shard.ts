/** The applications of one of several jobs: every application is in the part of exactly one of them. */
export const shardOf =
  ({ index, count }: { readonly index: number; readonly count: number }) =>
  (roots: readonly string[]): readonly string[] =>
    roots.filter((_, at) => at % count === index - 1);
