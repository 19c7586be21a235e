import type { DtNode } from '../../model/devicetree/devicetree.ts';
import { isNot } from '../../model/fact.ts';
import { called } from '../wording.ts';

/** Overlay text that enables a node and whatever above it is disabled; empty when nothing is. */
export function enabling(node: DtNode): string {
  const disabled: DtNode[] = [];
  for (let at: DtNode | undefined = node; at; at = at.parent) if (isNot(at.status, 'okay')) disabled.unshift(at);
  return disabled.map((each) => `${reference(each)} {\n\tstatus = "okay";\n};\n`).join('\n');
}

/** A node as overlays and properties refer to it: `&mx25r64`, or by its path. */
export const reference = (node: DtNode): string => (node.labels.length > 0 ? called(node) : `&{${node.path}}`);
