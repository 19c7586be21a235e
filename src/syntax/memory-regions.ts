import type { SourceFile, Span } from '../text/source.ts';
import { yamlDocument } from './static-yaml/document.ts';
import { child, keyText, type YamlNode } from './static-yaml/node.ts';

/** A memory of a build, as Partition Manager was told of it. */
export interface MemoryRegion {
  readonly name: string;
  /** First address. */
  readonly base: number;
  /** Bytes. */
  readonly size: number;
  readonly span: Span;
}

/** Reads a `regions.yml` (nrf/scripts/partition_manager.py, 2.4.0). What has no numbers is left out; of one name the last. */
export function memoryRegions(source: SourceFile): ReadonlyMap<string, MemoryRegion> {
  const { root } = yamlDocument(source);
  const pairs = root?.kind === 'mapping' ? root.entries : [];
  return new Map(
    pairs.flatMap(({ key, span, value }): [string, MemoryRegion][] => {
      const name = keyText(key);
      const [base, size] = [number(child(value, 'base_address')), number(child(value, 'size'))];
      return base === undefined || size === undefined ? [] : [[name, { name, base, size, span }]];
    }),
  );
}

const number = (node: YamlNode | undefined): number | undefined =>
  node?.kind === 'scalar' && node.value.type === 'int' ? node.value.value : undefined;
