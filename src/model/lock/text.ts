import type { LockFile } from '../../syntax/lock-file.ts';
import type { Released } from './entries.ts';

const HEAD = `# What devices in the field rely on, as it was released. Written by ncslint lock;
# what is to change is written by ncslint lock --update, which says what it costs.
`;

/** What is known of a build, by key. */
export type Section = ReadonlyMap<string, string>;

/** An `ncslint.lock`: configurations and their entries, sorted, so that a change is one line. */
export const lockText = (sections: ReadonlyMap<string, Section>): string =>
  [
    HEAD,
    ...[...sections]
      .filter(([, entries]) => entries.size > 0)
      .sort(byName)
      .map(
        ([id, entries]) =>
          `\n${id}:\n${[...entries]
            .sort(byName)
            .map(([key, value]) => `  ${key}: ${value}\n`)
            .join('')}`,
      ),
  ].join('');

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;

/** What is to be held of a build: what is known of it now, and what was held before and is not known now. */
export function sectionOf(now: readonly Released[], before: LockFile, id: string): Section {
  const held = before.sections.get(id)?.entries;
  const entries = now.flatMap(({ key, value }): [string, string][] => {
    const known = value.known ? value.value : held?.get(key)?.value;
    return known === undefined ? [] : [[key, known]];
  });
  // A build without a slot and without data has nothing that an update could miss.
  return entries.some(([key]) => key.includes(' ')) ? new Map(entries) : new Map();
}
