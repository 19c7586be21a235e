import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { ApplicationFile } from '../../model/files.ts';
import { defineRule } from '../rule.ts';
import { firstLine } from './first-line.ts';

export default defineRule({
  id: 'files/shadowed',
  severity: 'warning',
  about: () => ({
    summary: 'No file is silently replaced by another.',
    why: `
Of some files the build reads only the first it finds. \`app.overlay\` is for boards without an overlay of their own: where
there is a \`boards/<board>.overlay\`, it is not applied, neither before nor behind it. \`sysbuild/mcuboot.overlay\` replaces
everything in \`sysbuild/mcuboot/\`. Of the static files of Partition Manager one is used, the most specific one; they are
never merged. The build prints which files it takes, not which ones it leaves.`,
    exceptions: `
Information where other configurations read the file; silent where the overlay that wins includes the other one, or
names everything that it names.`,
    sources: [
      'zephyr/cmake/modules/configuration_files.cmake:98-108 (2.4.0)',
      'nrf/cmake/extensions.cmake:231-273 (2.4.0)',
      'nrf/cmake/extensions.cmake:204-257 (3.3.99)',
    ],
  }),

  *check({ id, files }) {
    for (const file of files.all) {
      const here = file.shadows.find(({ configuration }) => configuration === id);
      if (!here) continue;
      const finding =
        file.kind === 'overlay' ? shadowedOverlay(file) : file.kind === 'static' ? shadowedStatic(file) : undefined;
      if (finding) yield finding;
    }
  },
});

function shadowedOverlay(file: ApplicationFile): Finding | undefined {
  const { source, readers, shadows } = file;
  const lost = shadows.filter(({ isRepeated }) => !isRepeated);
  const span = firstLine(source);
  if (lost.length === 0 || !span) return undefined;
  const isRead = readers.length > 0 || lost.length < shadows.length;
  const by = distinct(lost.map((shadow) => shadow.by));
  return {
    ...(isRead ? { severity: 'info' } : {}),
    message: `${source!.path} is ${isRead ? 'not applied where there is' : 'never applied: there is'} ${by}`,
    at: { span, text: `this and the rest of the file has no effect${isRead ? ' there' : ''}` },
    help: '#include it from the overlay that wins, or name it with -DEXTRA_DTC_OVERLAY_FILE',
  };
}

/** A static file for all boards may well be there for those that have none. */
function shadowedStatic({ name, source, readers, shadows }: ApplicationFile): Finding | undefined {
  const span = firstLine(source);
  if (readers.length > 0 || !span) return undefined;
  const isVariant = shadows.every(({ by }) => by.startsWith(name.replace(/\.yml$/, '_')));
  return {
    ...(isVariant ? { severity: 'info' } : {}),
    message: `${source!.path} is never used: there is ${distinct(shadows.map(({ by }) => by))}`,
    at: { span, text: 'this layout has no effect' },
    help: 'Partition Manager reads one static file, the one with the most specific name: merge them, or delete this one',
  };
}

/** The first of them, and how many more there are. */
function distinct(names: readonly string[]): string {
  const [first, ...others] = new Set(names);
  return others.length === 0 ? first! : `${first} and ${others.length} more like it`;
}
