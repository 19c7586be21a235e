import type { DtCell, DtProperty, DtValue } from './devicetree.ts';

/**
 * A value as devicetree source, so that two can be compared and shown: `<0x1000>`, `[c2 20 15]`, `"okay"`; references as
 * paths. Empty for a flag; undefined when a part of it is not known.
 */
export function valueText(property: DtProperty): string | undefined {
  const parts = property.values.map(partText);
  return parts.includes(undefined) ? undefined : parts.join(', ');
}

function partText(value: DtValue): string | undefined {
  switch (value.kind) {
    case 'string':
      return JSON.stringify(value.text);
    case 'bytes':
      return `[${value.bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')}]`;
    case 'reference':
      return value.to.known ? `&{${value.to.value.path}}` : undefined;
    case 'unknown':
      return undefined;
    case 'cells': {
      const cells = value.cells.map(cellText);
      return cells.includes(undefined) ? undefined : `<${cells.join(' ')}>`;
    }
  }
}

function cellText(cell: DtCell): string | undefined {
  if (cell.kind === 'number') return cell.value < 10n ? String(cell.value) : `0x${cell.value.toString(16)}`;
  return cell.kind === 'phandle' && cell.to.known ? `&{${cell.to.value.path}}` : undefined;
}
