import { is } from '../../model/fact.ts';
import { hasFirstStage } from '../../model/first-stage.ts';
import { rangeText } from '../../model/units.ts';
import { defineRule, reason, replace, sdkLine } from '../rule.ts';

export default defineRule({
  id: 'partition/provision-region',
  severity: 'error',
  about: () => ({
    summary: 'What the first stage is provisioned with lies in memory that can be written once.',
    why: `
The first stage bootloader (NSIB, \`b0\`) keeps the hashes of its keys and its version counters in \`provision\`. On the nRF53,
nRF91 and nRF54L series that is in the OTP. The first stage of the nRF54L series reads it through the registers of the
OTP, counted from the start of the partition: with an address in RRAM it finds no keys, and starts nothing.`,
    exceptions: `
An information on the nRF53 and nRF91 series, which read such an address as well: there the data can be erased. Only where
the first stage is known to be on.`,
    sources: [
      'nrf/subsys/partition_manager/pm.yml.secure_boot_storage:1-14 (3.3.99)',
      'nrf/include/bl_storage.h:295-298 (2.9.0)',
      'nrf/subsys/bootloader/bl_storage/bl_storage.c:90 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const { partitions, soc } = configuration;
    const provision = partitions.partitions.find(({ name }) => name === 'provision');
    const otp = partitions.regions.find(({ name }) => name === 'otp');
    if (!partitions.file?.own || !soc.known || !soc.value.otp || soc.value.core === 'network' || !provision) return;
    const span = provision.spanOf('region') ?? provision.nameSpan;
    const first = hasFirstStage(configuration);
    if (!otp || !span || !is(provision.region, 'flash_primary') || !is(first, true)) return;
    const reads = soc.value.series === 'nrf54l';
    const whole =
      otp.base.known && otp.size.known
        ? `, ${rangeText({ start: otp.base.value, end: otp.base.value + otp.size.value })}`
        : '';
    const isWritten = span !== provision.nameSpan;
    yield {
      ...(reads ? {} : { severity: 'info' }),
      message: reads
        ? 'the first stage starts nothing: it reads its keys from the OTP, and provision is in flash'
        : 'the keys of the first stage lie in flash, where they can be erased',
      at: { span, text: isWritten ? 'not the OTP' : 'in flash_primary, where no region is written' },
      because: [
        reason('the first stage is on', first),
        reason(
          `the ${soc.value.title} has an OTP for it${whole}`,
          sdkLine(configuration, 'nrf/subsys/partition_manager/pm.yml.secure_boot_storage', 5),
        ),
      ],
      help: 'delete the entry: Partition Manager puts it there by itself',
      ...(isWritten && otp.base.known && is(provision.address, otp.base.value)
        ? { fixes: [replace('write otp', 'unsafe', span, 'region: otp')] }
        : {}),
    };
  },
});
