import type { ComposedFile } from './composition.ts';
import { boardStems, type NamedBoard } from './file-names.ts';
import type { Lookup } from './lookup.ts';
import { withSuffix } from './zephyr-image.ts';

/**
 * The static file of a Partition Manager domain in one folder: with revision, without, without board; of each name first
 * that with the domain, then the plain one, each with the suffix before without it
 * (nrf/cmake/extensions.cmake:204-257 (3.3.99)). The domain stands before the suffix.
 */
export function staticFileIn(
  lookup: Lookup,
  folder: string,
  {
    board,
    suffix,
    domain,
  }: { readonly board: NamedBoard | undefined; readonly suffix: string | undefined; readonly domain?: string },
): ComposedFile | undefined {
  const stems = [...(board ? [...boardStems(board)].reverse().map((stem) => `pm_static_${stem}`) : []), 'pm_static'];
  const names = stems.flatMap((stem) => [
    ...(domain === undefined ? [] : withSuffix(`${stem}_${domain}.yml`, { suffix })),
    ...withSuffix(`${stem}.yml`, { suffix }),
  ]);
  return lookup.oneOf(...names.map((name) => lookup.first(folder, [name], 'first name that exists')))[0];
}
