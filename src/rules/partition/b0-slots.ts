import type { Finding } from '../../diagnostic/diagnostic.ts';
import { type Configuration, image } from '../../model/application.ts';
import { is, type Known, valueOf } from '../../model/fact.ts';
import { hasFirstStage } from '../../model/first-stage.ts';
import { extentOf } from '../../model/partitions/extents.ts';
import type { Partition } from '../../model/partitions/table.ts';
import { amount, hex } from '../../model/units.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';

export default defineRule({
  id: 'partition/b0-slots',
  severity: 'error',
  about: () => ({
    summary: 'Both slots of the second stage hold the same image.',
    why: `
With the immutable first stage (NSIB, \`b0\`), MCUboot lies in \`s0\`, and an update of MCUboot in \`s1\`. Both start with a
pad, and the update is linked for \`s1\`: slots of different sizes, or one without a pad, take an image that does not boot
from the other. In each slot the pad stands before MCUboot: a size of MCUboot that is a multiple of a page ends
0x200 bytes behind one, and what follows cannot be protected or erased.`,
    exceptions: 'The sizes are a warning: a smaller slot works as long as the image fits.',
    sources: [
      'nrf/samples/bootloader/pm.yml:11-46 (2.4.0)',
      'bootloader/mcuboot/boot/zephyr/pm.yml:3-7 (3.3.99)',
      'nrf/modules/mcuboot/boot/zephyr/Kconfig:31-42 (3.3.99)',
    ],
  }),

  *check(configuration) {
    yield* staticSlots(configuration);
    const finding = dynamicSize(configuration);
    if (finding) yield finding;
  },
});

function* staticSlots({ partitions: { partitions, file } }: Configuration): Iterable<Finding> {
  const named = (name: string): Partition | undefined => partitions.find((one) => one.name === name);
  const [s0, s1] = [named('s0'), named('s1')];
  if (!file?.own || !s0 || !s1) return;
  const span = s1.spanOf('size');
  const [first, second] = [extentOf(s0), extentOf(s1)];
  if (first && second && first.end - first.start !== second.end - second.start && span) {
    const size = s0.spanOf('size');
    yield {
      severity: 'warning',
      message: `s0 has ${hex(first.end - first.start)} bytes and s1 ${hex(second.end - second.start)}: an image for the larger does not fit into the other`,
      at: { span, text: `${hex(second.end - second.start)} bytes` },
      ...(size && { related: [{ span: size, text: `${hex(first.end - first.start)} bytes` }] }),
      help: 'give both the same size',
    };
  }
  const [with0, with1] = [named('s0_pad'), named('s1_pad')];
  const missing = with0 && !with1 ? 's1' : with1 && !with0 ? 's0' : undefined;
  const place = missing === 's1' ? s1.nameSpan : s0.nameSpan;
  if (missing === undefined || !place) return;
  yield {
    severity: 'warning',
    message: `${missing} has no pad, and the other slot has one: images of MCUboot are linked behind it`,
    at: { span: place, text: `${missing}_pad is missing` },
    help: `add ${missing}_pad at the start of ${missing}, with the size of mcuboot_pad`,
  };
}

/** A size of MCUboot that somebody has set, while Partition Manager places the slots. */
function dynamicSize(configuration: Configuration): Finding | undefined {
  const { sysbuild, soc } = configuration;
  const mcuboot = image(configuration, 'mcuboot');
  if (!sysbuild || !mcuboot || !soc.known || soc.value.series === 'nrf54l') return undefined;
  const placed = configuration.partitions.partitions.some(({ name }) => /^(mcuboot|s0|s1)$/.test(name));
  const secure = hasFirstStage(configuration);
  if (placed || !is(secure, true)) return undefined;
  const size = mcuboot.kconfig.number('CONFIG_PM_PARTITION_SIZE_MCUBOOT');
  const span = size.known ? projectSpan(size) : undefined;
  const pad = valueOf(sysbuild.kconfig.number('SB_CONFIG_PM_MCUBOOT_PAD')) ?? 0x200;
  const page = soc.value.erasePage.value;
  if (!size.known || !span || (size.value + pad) % page === 0) return undefined;
  return sizeFinding(size, span, secure, pad, page);
}

function sizeFinding(
  size: Known<number>,
  span: Finding['at']['span'],
  secure: Known<boolean>,
  pad: number,
  page: number,
): Finding {
  const wanted = Math.ceil((size.value + pad) / page) * page - pad;
  const less = wanted - page;
  return {
    message: `the slots of MCUboot end in the middle of a page: ${hex(size.value)} bytes behind a pad of ${hex(pad)} are ${hex(size.value + pad)}`,
    at: { span, text: `no multiple of ${amount(page)} with the pad` },
    because: [reason('the first stage is on, so MCUboot lies in s0, behind a pad', secure)],
    help: `set ${less > 0 ? `${hex(less)} or ` : ''}${hex(wanted)}`,
  };
}
