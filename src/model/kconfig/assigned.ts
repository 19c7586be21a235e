import type { SymbolFacts } from '../sdk-facts.ts';
import type { AssignmentIn } from './evaluate.ts';

/** The assignments of each symbol, in the order they are merged. */
export function groupedBySymbol(assignments: readonly AssignmentIn[]): ReadonlyMap<string, readonly AssignmentIn[]> {
  const groups = new Map<string, AssignmentIn[]>();
  for (const assignment of assignments) {
    const group = groups.get(assignment.symbol);
    if (group) group.push(assignment);
    else groups.set(assignment.symbol, [assignment]);
  }
  return groups;
}

/** The value without the quotes of a string. */
export const unquoted = (value: string): string =>
  value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;

/** Whether Kconfig takes a value for a symbol of this type; an assignment with another one is ignored. */
export function fits(value: string, type: SymbolFacts['type'] | undefined): boolean {
  if (type === 'bool') return value === 'y' || value === 'n';
  if (type === 'int') return /^-?\d+$/.test(value);
  if (type === 'hex') return /^(0x)?[0-9a-f]+$/i.test(value);
  return true;
}

/** The lines that had a say; of very many the first ones. A stranger may assign one symbol a hundred thousand times. */
export const originsOf = (lines: readonly AssignmentIn[]): readonly AssignmentIn['origin'][] =>
  lines.slice(0, 100).map(({ origin }) => origin);
