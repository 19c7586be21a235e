import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { Configuration } from '../../model/application.ts';
import { is, isNot, type Known } from '../../model/fact.ts';
import type { Partition } from '../../model/partitions/table.ts';
import { hex } from '../../model/units.ts';
import { defineRule, reason } from '../rule.ts';

const OPTION = 'SB_CONFIG_QSPI_XIP_SPLIT_IMAGE';

export default defineRule({
  id: 'partition/xip-split',
  severity: 'error',
  about: () => ({
    summary: 'The part of an application that runs from QSPI flash has a slot, a pad and a place there.',
    why: `
With \`${OPTION}\` a part of the application is an image of its own in external flash. It is linked to
\`mcuboot_primary_N_app\`, signed for \`mcuboot_primary_N\`, and starts with a header of the size of \`mcuboot_pad\`. Layouts from
before sysbuild have one partition for all of it: then the build misses \`PM_MCUBOOT_PRIMARY_N_APP_ADDRESS\`, or the code
is linked to another address than the one it is read from.`,
    exceptions: 'Only where the option is known to be on, and for the slots of the static file.',
    sources: [
      'nrf/cmake/sysbuild/zip.cmake:60 (3.3.99)',
      'nrf/cmake/sysbuild/image_signing_split.cmake:139-140 (3.3.99)',
      'nrf/samples/nrf5340/extxip_smp_svr/pm_static_no_network_core.yml:37-55 (3.3.99)',
    ],
  }),

  *check(configuration) {
    const { partitions, file } = configuration.partitions;
    const split = configuration.sysbuild?.kconfig.bool(OPTION);
    if (!file?.own || !split || !is(split, true) || !is(configuration.partitionManager, true)) return;
    const slots = partitions.filter(({ name, region }) => SLOT.test(name) && !isNot(region, 'external_flash'));
    if (slots.length === 0) {
      const finding = noSlot(partitions, split);
      if (finding) yield finding;
    }
    for (const slot of slots) {
      const finding =
        parts(configuration, slot, split) ??
        elsewhere(partitions, slot, split) ??
        otherPad(configuration, slot.name, split);
      if (finding) yield finding;
    }
  },
});

const SLOT = /^mcuboot_primary_[1-9]$/;

const because = (split: Known<boolean>) => [reason(`${OPTION} is on`, split)];

function noSlot(partitions: readonly Partition[], split: Known<boolean>): Finding | undefined {
  const primary = partitions.find(({ name }) => name === 'mcuboot_primary');
  const internal = partitions.find(({ name }) => SLOT.test(name));
  const span = internal?.spanOf('region') ?? primary?.nameSpan;
  if (!span) return undefined;
  return {
    message: 'no slot in external_flash is there for the part of the application that runs from it',
    at: { span, text: internal ? `${internal.name} is not in external_flash` : 'the slot of the other part' },
    because: because(split),
    help: 'add mcuboot_primary_1 with a span of mcuboot_primary_1_pad and mcuboot_primary_1_app, all in region: external_flash',
  };
}

function parts(configuration: Configuration, slot: Partition, split: Known<boolean>): Finding | undefined {
  const { partitions } = configuration.partitions;
  const wanted = ['pad', 'app'].map((part) => `${slot.name}_${part}`);
  const missing = wanted.filter(
    (name) => !slot.members?.includes(name) || !partitions.some((partition) => partition.name === name),
  );
  if (missing.length === 0 || !slot.nameSpan) return undefined;
  return {
    message: `${slot.name} is not divided: the code in external flash is linked to ${wanted[1]}, behind ${wanted[0]}`,
    at: { span: slot.nameSpan, text: `without ${missing.join(' and ')}` },
    because: because(split),
    help: `add ${missing.join(' and ')} with region: external_flash, and write span: [${wanted.join(', ')}]`,
  };
}

function elsewhere(partitions: readonly Partition[], slot: Partition, split: Known<boolean>): Finding | undefined {
  for (const part of ['pad', 'app']) {
    const one = partitions.find(({ name }) => name === `${slot.name}_${part}`);
    const span = one?.spanOf('region');
    if (!one || !span || !isNot(one.region, 'external_flash')) continue;
    return {
      message: `${one.name} is in ${one.region.value}, and the rest of its slot in external_flash`,
      at: { span, text: 'another memory' },
      because: because(split),
      help: 'write region: external_flash',
    };
  }
  return undefined;
}

function otherPad({ partitions: table }: Configuration, slot: string, split: Known<boolean>): Finding | undefined {
  const pad = table.partitions.find(({ name }) => name === `${slot}_pad`);
  const main = table.partitions.find(({ name }) => name === 'mcuboot_pad');
  const span = pad?.spanOf('size');
  if (!span || !pad?.size.known || !main?.size.known || pad.size.value === main.size.value) return undefined;
  const place = main.spanOf('size');
  return {
    message: `${pad.name} has ${hex(pad.size.value)} bytes and mcuboot_pad ${hex(main.size.value)}: both parts are signed with a header of that size`,
    at: { span, text: 'the code behind it is linked for another address' },
    ...(place && { related: [{ span: place, text: `${hex(main.size.value)} bytes` }] }),
    because: because(split),
    help: `make it ${hex(main.size.value)} bytes`,
  };
}
