import type { Finding } from '../../diagnostic/diagnostic.ts';
import { type Configuration, type Image, image } from '../../model/application.ts';
import { isWithin } from '../../model/devicetree/address-range.ts';
import { isSameMemory } from '../../model/devicetree/boot-partitions.ts';
import { partitionMap } from '../../model/devicetree/partition-map.ts';
import { is, valueOf } from '../../model/fact.ts';
import { hasFirstStage } from '../../model/first-stage.ts';
import { hex, rangeText } from '../../model/units.ts';
import { changeKconfig, defineRule, projectSpan, reason } from '../rule.ts';
import { called } from '../wording.ts';

const SYMBOL = 'CONFIG_USE_DT_CODE_PARTITION';

export default defineRule({
  id: 'devicetree/app-code-partition',
  severity: 'error',
  about: () => ({
    summary: 'The application is linked into its slot.',
    why: `
Without Partition Manager an image is linked into the partition that \`zephyr,code-partition\` names in its own devicetree, if
\`CONFIG_USE_DT_CODE_PARTITION\` is on, else to the start of the flash. MCUboot starts what lies in \`slot0_partition\`: an
application that is linked to another place crashes on its first instruction, and one at the start of the flash replaces the
bootloader or the data that is there. With MCUboot the option is on by itself, without it is not.`,
    exceptions: `
Silent with Partition Manager, which links every image. A partition that lies in \`slot0_partition\`, as the non-secure half of a
slot does, is right, too.`,
    sources: [
      'nrf/doc/nrf/releases_and_maturity/migration/migration_guide_3.3.rst:482-487 (3.3.99)',
      'zephyr/Kconfig.zephyr:95-106 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const app = image(configuration, 'app');
    if (!app || !is(configuration.partitionManager, false)) return;
    const finding = is(configuration.has('mcuboot'), true) ? elsewhere(app) : atTheStart(configuration, app);
    if (finding) yield finding;
  },
});

/** With MCUboot: another partition than the slot, or none. */
function elsewhere(app: Image): Finding | undefined {
  const line = app.kconfig.assigned(SYMBOL).at(-1);
  const off = line?.value === 'n' ? projectSpan(line.origin) : undefined;
  if (line && off) {
    return {
      message: 'the application is linked to the start of the flash, where MCUboot is',
      at: { span: off, text: 'MCUboot needs it in slot0_partition' },
      because: [],
      fixes: [changeKconfig(app, SYMBOL, 'y')],
    };
  }
  const { chosen, own } = codePartition(app);
  const slot = partitionMap(app.devicetree).find(({ node }) => node.labels.includes('slot0_partition'));
  const span = chosen.known ? projectSpan(chosen) : undefined;
  if (!own || !slot || !span || (isSameMemory(own, slot) && isWithin(own.range, slot.range))) return undefined;
  return {
    message: `MCUboot does not start the application: it is linked into ${called(own.node)}, not into slot0_partition`,
    at: { span, text: `${rangeText(own.range)} of ${called(own.memory)}` },
    because: [
      reason(
        `slot0_partition is ${rangeText(slot.range)} of ${called(slot.memory)}`,
        slot.node.properties.get('reg')?.origins[0],
      ),
    ],
    help: 'zephyr,code-partition = &slot0_partition;',
  };
}

/** Without a bootloader: the partition that is chosen does not count, and something else is at the start of the flash. */
function atTheStart(configuration: Configuration, app: Image): Finding | undefined {
  if (!is(configuration.has('mcuboot'), false) || !is(hasFirstStage(configuration), false)) return undefined;
  const used = app.kconfig.bool(SYMBOL);
  const { chosen, own } = codePartition(app);
  const span = own && (chosen.known ? projectSpan(chosen) : undefined);
  if (!own || !span || own.range.start === 0 || !is(used, false)) return undefined;
  const inTheWay = partitionMap(app.devicetree).find(
    ({ node, memory, range }) =>
      memory === own.memory && range.end <= own.range.start && projectSpan(node.properties.get('reg')?.origins[0]),
  );
  if (!inTheWay) return undefined;
  return {
    message: `the application is linked to the start of the flash, over ${called(inTheWay.node)}, not into ${called(own.node)}`,
    at: { span, text: 'nothing reads this' },
    because: [
      reason(`${SYMBOL} is n: without a bootloader nothing sets it`, used),
      reason(
        `${called(inTheWay.node)} is ${rangeText(inTheWay.range)}`,
        inTheWay.node.properties.get('reg')?.origins[0],
      ),
      reason(`${called(own.node)} starts at ${hex(own.range.start)}`, own.node.properties.get('reg')?.origins[0]),
    ],
    fixes: [changeKconfig(app, SYMBOL, 'y')],
  };
}

function codePartition({ devicetree }: Image) {
  const chosen = devicetree.chosen('zephyr,code-partition');
  const node = valueOf(chosen);
  return { chosen, own: node && partitionMap(devicetree).find((one) => one.node === node) };
}
