import type { SourceFile } from '../text/source.ts';
import { yamlDocument } from './static-yaml/document.ts';
import { child, keyText, type YamlNode } from './static-yaml/node.ts';

/** The images of a build, as sysbuild lists them for `west flash`. */
export interface Domains {
  /** The name of the application; undefined where the file does not say it. */
  readonly application: string | undefined;
  /** Names, each once. */
  readonly images: readonly string[];
}

/** Reads a `domains.yaml` (zephyr/share/sysbuild/cmake/domains.cmake:5-12, 2.4.0). */
export function domains(source: SourceFile): Domains {
  const { root } = yamlDocument(source);
  const list = child(root, 'domains');
  const items = list?.kind === 'list' ? list.items.slice(0, MOST_DOMAINS) : [];
  return {
    application: text(child(root, 'default')),
    images: [...new Set(items.flatMap((item) => text(child(item, 'name')) ?? []))],
  };
}

/** A device has a handful. */
const MOST_DOMAINS = 100;

const text = (node: YamlNode | undefined): string | undefined =>
  node?.kind === 'scalar' && node.value.type !== 'null' ? keyText(node) : undefined;
