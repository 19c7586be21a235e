import type { ComposedFile, Composition } from './composition.ts';

/**
 * The files that arguments of the build name, and no others: a snippet, a shield or a board is no folder that a build looks
 * for files in.
 */
export function onlyNamed(composition: Composition): Composition {
  const { sysbuild, staticFile } = composition;
  return {
    ...composition,
    images: composition.images.map((image) => ({
      ...image,
      fragments: image.fragments.filter(isNamed),
      overlays: image.overlays.filter(isNamed),
    })),
    staticFile: staticFile && isNamed(staticFile) ? staticFile : undefined,
    networkStaticFile: undefined,
    sysbuild: sysbuild && { ...sysbuild, kconfig: undefined, fragments: sysbuild.fragments.filter(isNamed) },
    shadowed: [],
    conflicts: [],
    disabled: [],
    untyped: [],
  };
}

const isNamed = ({ why }: ComposedFile): boolean => why.startsWith('-D');
