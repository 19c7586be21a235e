/** A line of a `.conf` file as the shipped facts keep it: line number, symbol without `CONFIG_`, value without quotes. */
export type AssignmentLine = readonly [line: number, symbol: string, value: string];

/** The assignments of a `.conf` file of the SDK; `# CONFIG_X is not set` reads as `n`, as Kconfig does. */
export function assignmentLines(text: string): AssignmentLine[] {
  return text.split(/\r?\n/).flatMap((line, index): AssignmentLine[] => {
    const set = /^CONFIG_(\w+)=("(.*)"|[^#\s]*)/.exec(line);
    if (set) return [[index + 1, set[1]!, set[3] ?? set[2]!]];
    const unset = /^# CONFIG_(\w+) is not set/.exec(line);
    return unset ? [[index + 1, unset[1]!, 'n']] : [];
  });
}
