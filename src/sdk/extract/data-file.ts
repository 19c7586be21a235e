/** JSON for reviewers: one entry per line, short entries in one line, the same text for the same value. */
export const dataFile = (value: object): string => `${lines(value, '')}\n`;

function lines(value: unknown, indent: string): string {
  const oneLine = inline(value);
  const depth = nesting(value);
  const isList = depth === 2 && Array.isArray(value);
  if (depth === 0 || (depth < 3 && !isList && indent.length + oneLine.length <= width)) return oneLine;
  const inner = `${indent}  `;
  if (Array.isArray(value)) return `[\n${value.map((item) => inner + lines(item, inner)).join(',\n')}\n${indent}]`;
  const entries = Object.entries(value as object).filter(([, item]) => item !== undefined);
  return `{\n${entries.map(([key, item]) => `${inner}${JSON.stringify(key)}: ${lines(item, inner)}`).join(',\n')}\n${indent}}`;
}

const width = 160;

function nesting(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(nesting));
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return entries.length
    ? `{ ${entries.map(([key, item]) => `${JSON.stringify(key)}: ${inline(item)}`).join(', ')} }`
    : '{}';
}
