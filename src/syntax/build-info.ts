import type { SourceFile } from '../text/source.ts';
import { yamlDocument } from './static-yaml/document.ts';
import { child, keyText, type YamlNode } from './static-yaml/node.ts';

/** What Zephyr 4.0 and later write about the build of one image. Paths are those of the machine it was built on. */
export interface BuildInfo {
  /** Of the image's sources; undefined where it is not said. */
  readonly sourceFolder: string | undefined;
  /** Every Kconfig fragment in the order they were merged, the defconfig of the board first; undefined where none is named. */
  readonly kconfig: readonly string[] | undefined;
  /** Every devicetree file in the order they were read, the board's first; undefined where none is named. */
  readonly devicetree: readonly string[] | undefined;
}

/** Reads a `build_info.yml` (build_info() in zephyr/cmake/modules/extensions.cmake, kconfig.cmake and dts.cmake; Zephyr 4.0). */
export function buildInfo(source: SourceFile): BuildInfo {
  const cmake = child(yamlDocument(source).root, 'cmake');
  return {
    sourceFolder: text(child(child(cmake, 'application'), 'source-dir')),
    kconfig: files(child(cmake, 'kconfig')),
    devicetree: files(child(cmake, 'devicetree')),
  };
}

function files(node: YamlNode | undefined): readonly string[] | undefined {
  const list = child(node, 'files');
  const found = list?.kind === 'list' ? list.items.slice(0, MOST_FILES).flatMap((item) => text(item) ?? []) : [];
  return found.length > 0 ? found : undefined;
}

/** An image has a dozen. */
const MOST_FILES = 1000;

const text = (node: YamlNode | undefined): string | undefined =>
  node?.kind === 'scalar' && node.value.type !== 'null' ? keyText(node) : undefined;
