import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { Configuration } from '../../model/application.ts';
import type { Fact } from '../../model/fact.ts';
import { extentOf } from '../../model/partitions/extents.ts';
import { applicationSpace } from '../../model/partitions/free.ts';
import type { Partition } from '../../model/partitions/table.ts';
import { secureBlock } from '../../model/partitions/trustzone.ts';
import { amount, hex } from '../../model/units.ts';
import { defineRule, reason, sdkLine } from '../rule.ts';

export default defineRule({
  id: 'partition/secure-boundary',
  severity: 'error',
  about: () => ({
    summary: 'Secure and non-secure memory meet on a border that the hardware can draw.',
    why: `
The SPU of the nRF91 series and the nRF5340 makes whole blocks of flash secure or non-secure, 32 KiB or 16 KiB each, the
MPC of the nRF54L series 4 KiB. When the non-secure application starts in the middle of a block, a part of it is secure,
and the first access to it is a secure fault. TF-M refuses to build such a layout from NCS 2.3.1 on: "TF-M non-secure start
address is not aligned"; before, and for RAM and storage, nothing says so until the device runs.`,
    exceptions: 'Only for builds with TF-M: boards that end with `_ns`, or static files with partitions of TF-M.',
    sources: [
      'nrf/modules/tfm/tfm/boards/common/assert.c:14-27 (2.4.0)',
      'zephyr/soc/arm/Kconfig:45-56 (2.4.0)',
      'nrf/modules/trusted-firmware-m/tfm_boards/common/assert.c:17-51 (3.3.99)',
    ],
  }),

  *check(configuration) {
    const table = configuration.partitions;
    if (!table.file?.own || !table.partitions.some(({ name }) => name === 'tfm' || name.startsWith('tfm_'))) return;
    const named = (name: string): Partition | undefined => table.partitions.find((one) => one.name === name);
    const nonsecure = named('tfm_nonsecure') ?? applicationOf(configuration);
    const ram = named('sram_nonsecure');
    const found = [
      nonsecure && border(configuration, nonsecure, secureBlock(configuration, 'flash'), named('tfm')),
      ram && border(configuration, ram, secureBlock(configuration, 'ram'), named('tfm_sram')),
    ];
    for (const finding of found) if (finding) yield finding;
  },
});

/** `app` behind a static TF-M: a dynamic one would lie before it, and move it. */
function applicationOf({ partitions }: Configuration): Partition | undefined {
  const app = partitions.partitions.find(({ name }) => name === 'app');
  const secure = partitions.partitions.find(({ name }) => name === 'tfm');
  const end = secure && extentOf(secure)?.end;
  return app?.address.known && app.address.value === end && applicationSpace(partitions)?.start === end
    ? app
    : undefined;
}

function border(
  configuration: Configuration,
  nonsecure: Partition,
  blocks: Fact<number>,
  secure: Partition | undefined,
): Finding | undefined {
  const { address, name } = nonsecure;
  const span = nonsecure.spanOf('address');
  if (!blocks.known || !address.known || address.value % blocks.value === 0 || !span) return undefined;
  const block = blocks.value;
  const at = address.value;
  const before = secure && extentOf(secure);
  const place = before?.end === at ? secure!.spanOf('size') : undefined;
  const border = at - (at % block);
  return {
    message: `the non-secure side starts at ${hex(at)} with ${name}, in the middle of a block of ${amount(block)} that is secure as a whole or not at all`,
    at: { span, text: `${hex(at - border)} bytes behind the border at ${hex(border)}` },
    ...(place && { related: [{ span: place, text: `${secure!.name} ends here` }] }),
    because: [
      reason(`the hardware parts secure from non-secure memory in blocks of ${amount(block)}`, blocks),
      ...(block !== 0x1000 && !/sram/.test(name)
        ? [
            reason(
              'TF-M stops the build where its side does not end on such a border',
              sdkLine(configuration, 'nrf/modules/tfm/tfm/boards/common/assert.c', 15),
            ),
          ]
        : []),
    ],
    help:
      before?.end === at && border > before.start
        ? `end ${secure!.name} at ${hex(border)} (size ${hex(border - before.start)}), and start ${name} there`
        : `start ${name} at ${hex(border)} or ${hex(border + block)}`,
  };
}
