import type { ColorLevel } from '../report/ink.ts';

/**
 * How many colours to use. `--color` comes first, then FORCE_COLOR (as Node itself reads it), then NO_COLOR, then
 * whether the output is a terminal.
 */
export function colorLevel(
  flag: 'auto' | 'always' | 'never',
  env: Readonly<Record<string, string | undefined>>,
  isTTY: boolean,
): ColorLevel {
  if (flag === 'never') return 0;
  if (flag === 'always') return Math.max(1, forced(env) ?? ofTerminal(env)) as ColorLevel;
  const level = forced(env);
  if (level !== undefined) return level;
  if (env.NO_COLOR || env.TERM === 'dumb' || !isTTY) return 0;
  return ofTerminal(env);
}

function forced({ FORCE_COLOR: value }: Readonly<Record<string, string | undefined>>): ColorLevel | undefined {
  if (value === undefined) return undefined;
  if (value === '0' || value === 'false') return 0;
  return value === '2' ? 2 : value === '3' ? 3 : 1;
}

function ofTerminal({ COLORTERM, TERM }: Readonly<Record<string, string | undefined>>): ColorLevel {
  if (COLORTERM === 'truecolor' || COLORTERM === '24bit') return 3;
  return TERM?.includes('256') ? 2 : 1;
}
