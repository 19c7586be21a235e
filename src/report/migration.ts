import type { MigratedFile, MigrationReport, ShownMigration } from '../diagnostic/migration.ts';
import { visible } from '../text/visible.ts';
import { type ColorLevel, ink } from './ink.ts';
import { noteLines, type ShowPage } from './show/lines.ts';
import { wrap } from './wrap.ts';

export interface MigrationOptions {
  readonly colorLevel: ColorLevel;
  readonly width: number;
  /** Files that were written, as shown. */
  readonly written: readonly string[];
}

/** The devicetree source that takes the place of static files, and what is to do with it, for a terminal. */
export function renderMigrations({ migrations, skipped }: MigrationReport, options: MigrationOptions): string {
  const page: ShowPage = { width: Math.max(40, options.width), ink: ink(options.colorLevel) };
  const parts = migrations.map((one) => migrationLines(one, options.written, page));
  if (migrations.length === 0)
    parts.push(wrap('Nothing to move: no configuration reads a static file of Partition Manager.', page.width));
  if (skipped.length > 0)
    parts.push(skipped.flatMap(({ path, why }) => wrap(`Skipped: ${path}: ${why}`, page.width, '', '  ')));
  return parts.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

function migrationLines(
  { application, configurations, from, refused, files, proofs, notes }: ShownMigration,
  written: readonly string[],
  page: ShowPage,
): string[] {
  const { ink, width } = page;
  const title = [
    ...configurations
      .flatMap((id) => wrap(application === '.' ? id : `${application}: ${id}`, width, '', '  '))
      .map(ink.bold),
    ...wrap(`from ${from}`, width, '  ', '    '),
  ];
  if (refused.length > 0)
    return [
      ...title,
      ...refused.flatMap((why) => wrap(`Not moved: ${why}.`, width, '  ', '    ').map(ink.severity.error)),
    ];
  return [
    ...title,
    ...files.flatMap((file) => ['', ...fileLines(file, written.includes(file.shown), page)]),
    '',
    ...proofs.flatMap(({ image, same }) =>
      wrap(`Proved for ${image}: ${same.join(', ')} lie where they lay.`, width, '', '  '),
    ),
    ...noteLines(
      notes.map((note) => `${note[0]!.toUpperCase()}${note.slice(1)}`),
      0,
      page,
    ),
  ];
}

function fileLines({ shown, text, kind }: MigratedFile, isWritten: boolean, { ink, width }: ShowPage): string[] {
  const what = isWritten ? 'written' : kind === 'new' ? 'a new file' : 'to be added by hand';
  return [
    ...wrap(`${shown} (${what})`, width, '', '  ').map(ink.bold),
    ...text
      .trimEnd()
      .split('\n')
      .map((line) => line.replaceAll('\t', '        '))
      .map((line) => visible(line)),
  ];
}
