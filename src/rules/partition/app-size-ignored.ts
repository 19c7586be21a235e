import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { Configuration } from '../../model/application.ts';
import { mayPlaceMore } from '../../model/partitions/dynamic.ts';
import { containers, extentOf } from '../../model/partitions/extents.ts';
import { applicationSpace, type Range } from '../../model/partitions/free.ts';
import type { Partition } from '../../model/partitions/table.ts';
import { hex, rangeText } from '../../model/units.ts';
import { defineRule, reason, sdkLine } from '../rule.ts';

export default defineRule({
  id: 'partition/app-size-ignored',
  severity: 'error',
  about: () => ({
    summary: 'A static `app` is where Partition Manager puts the application anyway.',
    why: `
Partition Manager ignores the numbers of a static \`app\`: it computes them from the gap that the other partitions leave.
When they differ, the application is linked for other addresses than the file says. Behind the end of its slot, MCUboot
refuses the image, or the application overwrites what lies there.`,
    exceptions: `
A warning where the application still ends inside of its slot. Nothing is said of an \`app\` that is smaller than the gap
while other partitions may be placed there as well.`,
    sources: [
      'nrf/scripts/partition_manager.py:857-863 (2.4.0)',
      'nrf/scripts/partition_manager/partition_manager.rst:778 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const table = configuration.partitions;
    if (!table.file?.own) return;
    const app = table.partitions.find(({ name, members }) => name === 'app' && members === undefined);
    const written = app && extentOf(app);
    const gap = applicationSpace(table);
    if (!app || !written || !gap || (written.start === gap.start && written.end === gap.end)) return;
    const slot = slotOf(configuration);
    const inside = written.start >= gap.start && written.end <= gap.end;
    // A dynamic partition takes its share of the gap, but not inside of the slot.
    if (inside && mayPlaceMore(configuration) && !(slot && fillsSlot(gap, slot))) return;
    yield finding(configuration, app, written, gap, slot);
  },
});

/** The largest container that the application lies in: what it is signed for. */
function slotOf({ partitions }: Configuration): Slot | undefined {
  const around = containers(partitions).filter(({ members }) => members.some(({ name }) => name === 'app'));
  const [largest] = around.toSorted((a, b) => b.extent.end - b.extent.start - (a.extent.end - a.extent.start));
  return largest && { name: largest.partition.name, ...largest.extent };
}

interface Slot extends Range {
  readonly name: string;
}

const fillsSlot = (gap: Range, slot: Range): boolean => gap.start >= slot.start && gap.end <= slot.end;

function finding(
  configuration: Configuration,
  app: Partition,
  written: Range,
  gap: Range,
  slot: Slot | undefined,
): Finding {
  const key = written.start === gap.start ? 'size' : 'address';
  const span = app.spanOf(key) ?? app.nameSpan;
  const beyond = slot !== undefined && gap.end > slot.end;
  return {
    severity: beyond ? 'error' : 'warning',
    message: beyond
      ? `app is linked up to ${hex(gap.end)}, behind the end of ${slot.name} at ${hex(slot.end)}`
      : `app is ${rangeText(gap)}, not ${rangeText(written)} as the static file says`,
    at: { span: span!, text: 'Partition Manager computes it again' },
    because: [
      reason(
        `the other static partitions leave ${rangeText(gap)}, and app gets all of it`,
        sdkLine(configuration, 'nrf/scripts/partition_manager.py', 861),
      ),
    ],
    help: beyond
      ? `put a partition between ${hex(slot.end)} and ${hex(gap.end)}`
      : `write address ${hex(gap.start)} and size ${hex(gap.end - gap.start)}, or correct the partitions around it`,
  };
}
