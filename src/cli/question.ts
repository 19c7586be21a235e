import type { Question } from '../show/inspect.ts';

/** What the options of `ncslint show`, by name, ask; or what is wrong with them. */
export function questionOf(values: ReadonlyMap<string, string>): Question | { readonly problem: string } {
  const [asked, another] = ['symbol', 'node', 'partitions'].filter((name) => values.has(name));
  if (another !== undefined) return { problem: `--${asked} and --${another} exclude each other` };
  const image = values.get('image');
  switch (asked) {
    case 'symbol':
      return { kind: 'symbol', symbol: values.get('symbol')!, image };
    case 'node':
      return { kind: 'node', node: values.get('node')!, image };
    case 'partitions':
      return image === undefined
        ? { kind: 'partitions' }
        : { problem: '--partitions and --image exclude each other: all images share the memory' };
    default:
      return { kind: 'build', image };
  }
}
