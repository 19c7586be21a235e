import { type Configuration, image } from '../../model/application.ts';
import { is, valueOf } from '../../model/fact.ts';
import { type Change, compare, costOf, type Place } from '../../model/memory-map/compare.ts';
import { mapOfDevicetree } from '../../model/memory-map/of-devicetree.ts';
import { mapOfTable } from '../../model/memory-map/of-table.ts';
import { labelFor } from '../../model/memory-map/roles.ts';
import { leftStaticFile } from '../../model/partitions/left-file.ts';
import { rangeText } from '../../model/units.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';
import { listed } from '../wording.ts';

export default defineRule({
  id: 'devicetree/migration-differs',
  severity: 'error',
  about: () => ({
    summary: 'Partitions of the devicetree lie where the static file beside them had them.',
    why: `
Who moves a product from Partition Manager to the devicetree must not move an address: the bootloaders in the field were built
with the old layout, and an update does not replace them. A slot that begins elsewhere, is larger or smaller takes no update any
more; stored data that moves is lost. A slot is as large as \`mcuboot_primary\`, header included, not as \`app\`.`,
    exceptions: `
Only while the static file is still there and no build of the application reads it, for the first build that would, and for
partitions that a file of yours describes. When nobody has devices with the old layout, delete the file.`,
    sources: [
      'nrf/scripts/pm_to_dts.py:36-66 (3.3.99)',
      'nrf/doc/nrf/releases_and_maturity/migration/migration_guide_3.3.rst:419-421 (3.3.99)',
    ],
  }),

  *check(configuration) {
    const { leftPartitions } = configuration;
    const app = image(configuration, 'app');
    if (!app || !leftPartitions || !is(configuration.partitionManager, false)) return;
    if (!isOfThisBuild(configuration)) return;
    if (NEVER_MANAGED.test(valueOf(configuration.board) ?? '')) return;
    const before = mapOfTable(configuration, leftPartitions);
    const { changes } = compare(before, mapOfDevicetree(configuration, app));
    const moved = changes.filter((change): change is Moved => change.strands && isMoved(change));
    const [first] = moved.toSorted((a, b) => rank(a) - rank(b));
    const span = first && projectSpan(first.after.area.origin);
    if (!first || !span) return;
    yield {
      severity: rank(first) === 0 ? 'error' : 'warning',
      message: `${listed(moved.map(({ name }) => labelFor(name)))} ${moved.length === 1 ? 'is' : 'are'} not where devices in the field have ${moved.length === 1 ? 'it' : 'them'}`,
      at: { span, text: `${rangeText(first.after)} of ${first.after.memory}` },
      because: moved.flatMap(({ name, before: was, after: now }) => [
        reason(`${name} is ${rangeText(was)} of ${was.memory} in ${leftPartitions.file?.path}`, was.area.origin),
        reason(`${labelFor(name)} is ${rangeText(now)} of ${now.memory}`, now.area.origin),
      ]),
      help: `${costOf({ role: first.role, name: first.name, isGone: false })}; ncslint migrate writes the same layout for the devicetree`,
    };
  },
});

/**
 * Builds of other types read it where they have none of their own: it describes the first one, not those with another layout
 * on purpose.
 */
function isOfThisBuild(configuration: Configuration): boolean {
  const file = leftStaticFile(configuration);
  const first = file?.readers.find(({ image: name }) => name === 'app');
  return file?.source?.path === configuration.leftPartitions?.file?.path && first?.configuration === configuration.id;
}

/** Partition Manager never served these: the file is for other boards (nrf/sysbuild/Kconfig.sysbuild:12-15, 3.3.99). */
const NEVER_MANAGED = /nrf(54h|71|92)/;

type Moved = Change & { readonly before: Place; readonly after: Place };

/** In both maps, and in a place of the devicetree that the user's files decide. */
const isMoved = ({ before, after }: Change): boolean =>
  before !== undefined && after !== undefined && projectSpan(after.area.origin) !== undefined;

/** What an update cannot go without comes first. */
const rank = ({ role }: Change): number => (role === 'slot' || role === 'bootloader' || role === 'scratch' ? 0 : 1);
