import { type Configuration, image } from '../../model/application.ts';
import { defineRule, reason, replace, sdkLine } from '../rule.ts';

export default defineRule({
  id: 'partition/slot-name',
  severity: 'warning',
  about: () => ({
    summary: 'Slots carry the names that MCUboot and Partition Manager look up.',
    why: `
MCUboot and the update library find their slots by name: \`mcuboot_primary\` and \`mcuboot_secondary\`. Names of the
devicetree (\`slot0_partition\`, \`image-1\`) mean nothing in a static file: the partition only takes space, Partition Manager
adds the real slots in what is left, or the build misses \`PM_MCUBOOT_SECONDARY_ID\`.`,
    exceptions: 'Only for names of slots in devicetree and old documentation, and only while the real name is missing.',
    sources: [
      'bootloader/mcuboot/boot/zephyr/pm.yml:3-32 (2.4.0)',
      'nrf/include/flash_map_pm.h:14-28 (2.4.0)',
      'bootloader/mcuboot/boot/zephyr/include/sysflash/sysflash.h:10-52 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const { partitions, file } = configuration.partitions;
    if (!file?.own || !image(configuration, 'mcuboot')) return;
    for (const { name, nameSpan } of partitions) {
      const meant = slotOf(name);
      if (!meant || !nameSpan || partitions.some((one) => one.name === meant)) continue;
      yield {
        message: `MCUboot does not look for ${name}: the slot is called ${meant} in a static file`,
        at: { span: nameSpan, text: 'only takes space' },
        because: [reason('Partition Manager knows the slots of MCUboot by these names', lineOf(configuration, meant))],
        fixes: [replace(`rename it to ${meant}`, 'unsafe', nameSpan, meant)],
      };
    }
  },
});

/** What a name of devicetree, or of an older tool, stands for. */
function slotOf(name: string): string | undefined {
  const match = /^(?:image|slot)[-_]?([0-3])(?:_partition)?$/i.exec(name);
  if (match) {
    const number = Number(match[1]);
    return `mcuboot_${number % 2 === 0 ? 'primary' : 'secondary'}${number < 2 ? '' : '_1'}`;
  }
  const meant = OTHER_NAMES.get(name.toLowerCase());
  return meant === name ? undefined : meant;
}

/** In lower case. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ...['primary', 'primary_slot', 'primary_partition'].map((name) => [name, 'mcuboot_primary'] as const),
  ...['secondary', 'secondary_slot', 'secondary_partition'].map((name) => [name, 'mcuboot_secondary'] as const),
  ...['scratch', 'image_scratch', 'image-scratch', 'imagescratch', 'mcuboot_scratch', 'mcuboot-scratch']
    .flatMap((name) => [name, `${name}_partition`])
    .map((name) => [name, 'mcuboot_scratch'] as const),
  ...['boot_partition', 'bootloader'].map((name) => [name, 'mcuboot'] as const),
]);

const lineOf = (configuration: Configuration, name: string) =>
  sdkLine(
    configuration,
    'bootloader/mcuboot/boot/zephyr/pm.yml',
    { mcuboot: 3, mcuboot_primary: 13, mcuboot_scratch: 57 }[name] ?? 19,
  );
