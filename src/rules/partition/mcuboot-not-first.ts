import { image } from '../../model/application.ts';
import { isNot } from '../../model/fact.ts';
import { regionOf } from '../../model/partitions/regions.ts';
import { hex } from '../../model/units.ts';
import { defineRule, reason } from '../rule.ts';

export default defineRule({
  id: 'partition/mcuboot-not-first',
  severity: 'error',
  about: () => ({
    summary: 'The first image is where the CPU starts.',
    why: `
After a reset the CPU reads its stack pointer and the address of its first instruction from the first bytes of the flash.
When MCUboot lies elsewhere and nothing else is there, the CPU starts with erased flash and stops in a fault.`,
    exceptions: `
With a first stage (\`b0\`, \`s0\`), or with the bootloader of a dongle (\`nrf5_mbr\`), something else comes first, and also
where another static partition that is no slot lies at the start.`,
    sources: ['nrf/subsys/partition_manager/pm.yml.nrf5_mbr:1-3 (2.4.0)', 'nrf/samples/bootloader/pm.yml:1-9 (2.4.0)'],
  }),

  *check(configuration) {
    const table = configuration.partitions;
    const mcuboot = table.partitions.find(({ name }) => name === 'mcuboot');
    if (!table.file?.own || !mcuboot || !image(configuration, 'mcuboot')) return;
    const region = regionOf(table, mcuboot);
    const span = mcuboot.spanOf('address');
    if (!span || region?.name !== 'flash_primary') return;
    if (!mcuboot.address.known || !region.base.known || mcuboot.address.value <= region.base.value) return;
    const start = region.base.value;
    if (table.partitions.some(({ name }) => /^(b0|s0|s1|nrf5_mbr)(_|$)/.test(name))) return;
    const first = table.partitions.filter((one) => regionOf(table, one) === region && !isNot(one.address, start));
    if (first.some(({ name }) => name !== 'app' && !/^mcuboot_/.test(name))) return;
    yield {
      message: `the device does not start: MCUboot is at ${hex(mcuboot.address.value)}, and the CPU starts at ${hex(start)}`,
      at: { span, text: 'no first stage lies before it' },
      because: [reason(`the flash starts at ${hex(start)}`, region.base)],
      help: `put mcuboot at ${hex(start)}`,
    };
  },
});
