import type { SourceFile } from '../../text/source.ts';
import type { SyntaxProblem } from '../parser.ts';
import { fullDocument } from './full-document.ts';
import type { YamlNode } from './node.ts';
import { simpleDocument } from './simple-document.ts';

export interface YamlDocument {
  /** Undefined for an empty file, which PyYAML reads as None. */
  readonly root: YamlNode | undefined;
  /** PyYAML stops at its first error, so there is at most one; what could be read of the rest is in the tree. */
  readonly problem: SyntaxProblem | undefined;
}

/** Reads one YAML document as PyYAML's `safe_load` does (`nrf/scripts/partition_manager.py:979` (2.4.0)). */
export function yamlDocument(source: SourceFile): YamlDocument {
  const root = simpleDocument(source);
  return root ? { root, problem: undefined } : fullDocument(source);
}
