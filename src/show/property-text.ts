import type { DtCell, DtNode, DtProperty, DtValue } from '../model/devicetree/devicetree.ts';
import type { Fact } from '../model/fact.ts';

/** A value as devicetree source for people: references by label where the node has one. Empty for a flag. */
export const propertyText = ({ values }: DtProperty): string => values.map(valueText).join(', ');

function valueText(value: DtValue): string {
  switch (value.kind) {
    case 'string':
      return `"${value.text.replace(/["\\]/g, '\\$&')}"`;
    case 'bytes':
      return `[${value.bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')}]`;
    case 'reference':
      return referenceText(value.to);
    case 'unknown':
      return value.text;
    case 'cells': {
      const cells = `<${value.cells.map(cellText).join(' ')}>`;
      return value.bits === 32 ? cells : `/bits/ ${value.bits} ${cells}`;
    }
  }
}

function cellText(cell: DtCell): string {
  if (cell.kind === 'number') return cell.value < 10n ? String(cell.value) : `0x${cell.value.toString(16)}`;
  return cell.kind === 'phandle' ? referenceText(cell.to) : cell.text;
}

/** A stand-in for a node nobody knows has the reference itself as its path. */
function referenceText(to: Fact<DtNode>): string {
  if (!to.known) return `(${to.missing})`;
  const { path, labels } = to.value;
  if (labels[0] !== undefined) return `&${labels[0]}`;
  return path.startsWith('&') ? path : `&{${path}}`;
}
