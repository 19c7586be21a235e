import type { OutputTarget, Settings } from './command.ts';
import type { CommandName } from './command-table.ts';
import { type FormatName, mapFormats } from './format-names.ts';

/** Two options that make no sense together. */
export function conflictIn(values: ReadonlyMap<string, string>): string | undefined {
  const pairs = [
    ['quiet', 'verbose'],
    ['config', 'no-config'],
    ['fix', 'stdin-filename'],
    ['watch', 'fix'],
    ['watch', 'diff'],
    ['watch', 'update-baseline'],
    ['watch', 'stdin-filename'],
    ['diff', 'stdin-filename'],
    ['fix', 'update-baseline'],
    ['changed-since', 'update-baseline'],
    ['shard', 'update-baseline'],
    ['stdin-filename', 'update-baseline'],
  ];
  const pair = pairs.find((names) => names.every((name) => values.has(name)));
  return pair && `--${pair[0]} and --${pair[1]}`;
}

/** `2/4`: the second of four parts. */
export function shardOf(value: string | undefined): Settings['shard'] {
  const match = /^(\d{1,4})\/(\d{1,4})$/.exec(value ?? '');
  const [index, count] = [Number(match?.[1]), Number(match?.[2])];
  return match && index >= 1 && index <= count ? { index, count } : undefined;
}

/** The value of --format, such as `sarif=out.sarif`; the name was checked against the table, which has those of the type. */
export function outputTarget(value: string): OutputTarget {
  const [format = '', ...rest] = value.split('=');
  return { format: format as FormatName, file: rest.length > 0 ? rest.join('=') : undefined };
}

/** What is wrong with where reports are to go, a line without a final stop. */
export function outputsProblem(outputs: readonly OutputTarget[], command: CommandName): string | undefined {
  if (command === 'show') {
    const other = outputs.find(({ format, file }) => file !== undefined || !['pretty', 'json'].includes(format));
    if (other) return 'ncslint show prints pretty or json, and nothing into files';
  }
  if (command === 'verify') {
    const other = outputs.find(({ format }) => !['pretty', 'json'].includes(format));
    if (other) return `ncslint verify writes pretty or json, not ${other.format}`;
  }
  const own: readonly string[] = mapFormats;
  if (command === 'map') {
    const other = outputs.find(({ format }) => !own.includes(format));
    if (other) return `ncslint map draws ${own.join(', ')}, not ${other.format}`;
  } else if (outputs.some(({ format }) => format === 'svg' || format === 'html'))
    return 'svg and html are for ncslint map';
  const printed = [...new Set(outputs.flatMap(({ format, file }) => (file === undefined ? [format] : [])))];
  if (printed.length > 1 && !printed.every((format) => format === 'pretty' || format === 'github'))
    return `${printed.join(' and ')} cannot both go to standard output; write --format ${printed[0]}=<file>`;
  const files = outputs.flatMap(({ file }) => file ?? []);
  const twice = files.find((file, index) => files.indexOf(file) < index);
  return twice === undefined ? undefined : `two formats cannot go into ${twice}`;
}
