import type { StaticFileData, StaticPartitionData } from '../data-files.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * The partitions of a static file that a board of the SDK brings along. These are written by one hand each, with plain
 * mappings only, so reading them line by line is enough here; the user's files go through the YAML parser.
 */
export function staticFile(path: string, text: string): StaticFileData {
  const partitions: Mutable<StaticPartitionData>[] = [];
  const anchors = new Map<string, string[]>();
  let list: string[] | undefined;

  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const opened = /^(\w+):\s*(?:\{(.*)\})?\s*$/.exec(line);
    if (opened) {
      partitions.push({ name: opened[1]!, line: index + 1 });
      for (const pair of opened[2]?.split(',') ?? []) take(pair.trim());
    } else if (/^ {2}- /.test(line)) list?.push(line.slice(4).trim());
    else if (/^ {2}\w/.test(line)) take(line.trim());
  }
  return { path, partitions };

  function take(pair: string): void {
    const partition = partitions.at(-1)!;
    const [, key, value] = /^(\w+):\s*(.*)$/.exec(pair) ?? [];
    list = undefined;
    if (key === 'address' || key === 'size') partition[key] = Number(value);
    else if (key === 'region') partition.region = value!;
    else if (key === 'span' || key === 'orig_span') {
      list = value!.startsWith('*') ? anchors.get(value!.slice(1))! : [];
      if (value!.startsWith('[')) list.push(...value!.slice(1, -1).split(/\s*,\s*/));
      if (value!.startsWith('&')) anchors.set(value!.slice(1), list);
      if (key === 'span') partition.span = list;
    }
  }
}
