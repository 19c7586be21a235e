import type { BuildArguments } from '../build-arguments.ts';
import type { Composition, ImageFiles } from './composition.ts';

/**
 * What images would read by themselves if `-D<image>_CONF_FILE` were not given: it switches off all files that are found by
 * name, not only those it names (nrf/cmake/multi_image.cmake:313, 2.4.0; ExternalZephyrProject_Cmake() in
 * zephyr/share/sysbuild/cmake/modules/sysbuild_extensions.cmake, Zephyr 3.7). `composed` composes with other arguments.
 */
export function disabledFiles(
  given: BuildArguments,
  images: readonly ImageFiles[],
  composed: (given: BuildArguments) => Composition,
): Composition['disabled'] {
  const argumentOf = ({ name, buildName = name }: ImageFiles): string => `${buildName}_CONF_FILE`;
  const switched = images.filter(
    (image) => image.name !== 'app' && image.variantOf === undefined && given.get(argumentOf(image)),
  );
  if (switched.length === 0) return [];
  const plain = composed(given.without(switched.map(argumentOf)));
  return switched.flatMap((image) => {
    const read = new Set([...image.fragments, ...image.overlays].map(({ path }) => path));
    const { fragments = [], overlays = [] } = plain.images.find(({ name }) => name === image.name) ?? {};
    return [...fragments, ...overlays].flatMap(({ path }) =>
      read.has(path) ? [] : [{ path, image: image.name, argument: given.source(argumentOf(image)) }],
    );
  });
}
