import type { LockedApplication, LockedConfiguration, LockReport } from '../diagnostic/lock.ts';
import { type ColorLevel, ink } from './ink.ts';
import type { ShowPage } from './show/lines.ts';
import { wrap } from './wrap.ts';

export interface LockOptions {
  readonly colorLevel: ColorLevel;
  readonly width: number;
  /** Lock files that were written, as shown. */
  readonly written: readonly string[];
}

/** What was written, or what is otherwise than it was released, for a terminal. */
export function renderLocks({ applications, skipped }: LockReport, options: LockOptions): string {
  const page: ShowPage = { width: Math.max(40, options.width), ink: ink(options.colorLevel) };
  const parts = applications.map((one) => applicationLines(one, options.written.includes(one.file), page));
  if (applications.length === 0)
    parts.push(wrap('Nothing to lock: no application of the nRF Connect SDK was found.', page.width));
  if (skipped.length > 0)
    parts.push(skipped.flatMap(({ path, why }) => wrap(`Skipped: ${path}: ${why}`, page.width, '', '  ')));
  return parts.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

function applicationLines(application: LockedApplication, isWritten: boolean, page: ShowPage): string[] {
  const { file, configurations, others, problems, exists } = application;
  const { width, ink } = page;
  const held = configurations.filter(({ count }) => count > 0);
  const changes = configurations.flatMap((one) => one.changes);
  const count = held.reduce((sum, one) => sum + one.count, 0);
  const isSame = changes.length === 0 && !configurations.some(({ isNew, added }) => isNew || added.length > 0);
  const verdict = isWritten
    ? `${exists ? 'Updated' : 'Wrote'} ${file}: ${plural(count, 'entry', 'entries')} of ${plural(held.length, 'configuration', 'configurations')}`
    : held.length === 0
      ? `Nothing to hold for ${file}: no slot and no data has a known place`
      : changes.length > 0
        ? `${plural(changes.length, 'change', 'changes')} would strand devices in the field; ncslint lock --update writes the new layout down`
        : isSame
          ? `All is as ${file} holds it`
          : `All that ${file} holds is as it was; ncslint lock --update adds what is new`;
  return [
    ...configurations.flatMap((one) => configurationLines(one, page)),
    ...problems.flatMap(({ line, message }) => wrap(`${file}:${line}: ${message}`, width, '', '  ')),
    ...(others.length > 0 ? wrap(`Held, and not built now: ${others.join(', ')}`, width, '', '  ') : []),
    ...wrap(`${verdict}.`, width, '', '  ').map(changes.length > 0 && !isWritten ? ink.severity.error : ink.bold),
  ];
}

function configurationLines(
  { id, changes, added, unknown, isNew }: LockedConfiguration,
  { width, ink }: ShowPage,
): string[] {
  if (changes.length + added.length + unknown.length === 0 && !isNew) return [];
  return [
    ...wrap(`${id}${isNew ? ' (new)' : ''}`, width, '', '  ').map(ink.bold),
    ...changes.flatMap(({ key, before, after, cost }) => [
      ...wrap(`${key}: ${before}, now ${after ?? 'gone'}`, width, '  ! ', '      '),
      ...wrap(cost, width, '      ').map(ink.dim),
    ]),
    ...(added.length > 0 ? wrap(`new: ${added.join(', ')}`, width, '  ', '    ') : []),
    ...unknown.flatMap(({ key, missing }) => wrap(`not known: ${key} needs ${missing}`, width, '  ', '    ')),
  ];
}

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
