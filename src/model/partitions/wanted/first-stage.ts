import type { Asked } from './asking.ts';

/** nrf/samples/bootloader/pm.yml, and nrf/subsys/partition_manager/pm.yml.secure_boot_storage (2.4.0; the same up to 3.3.99). */
export const OF_FIRST_STAGE: readonly Asked[] = [
  {
    name: 'b0',
    at: 'nrf/samples/bootloader/pm.yml:3',
    requirement: ({ b0 }) => ({ size: b0.number('PM_PARTITION_SIZE_B0_IMAGE'), placement: { after: ['start'] } }),
  },
  { name: 'b0_container', at: 'nrf/samples/bootloader/pm.yml:8', requirement: () => ({ span: ['b0', 'provision'] }) },
  {
    name: 's0_pad',
    at: 'nrf/samples/bootloader/pm.yml:11',
    requirement: ({ block }) => ({
      shareSize: ['mcuboot_pad'],
      placement: { after: ['b0_container'], align: { start: block } },
    }),
  },
  { name: 'app_image', at: 'nrf/samples/bootloader/pm.yml:17', requirement: () => ({ span: ['tfm', 'app'] }) },
  {
    name: 's0_image',
    at: 'nrf/samples/bootloader/pm.yml:20',
    requirement: () => ({ span: { oneOf: ['mcuboot', 'app_image'] } }),
  },
  { name: 's0', at: 'nrf/samples/bootloader/pm.yml:24', requirement: () => ({ span: ['s0_pad', 's0_image'] }) },
  {
    name: 's1_pad',
    at: 'nrf/samples/bootloader/pm.yml:28',
    requirement: ({ block }) => ({ shareSize: ['mcuboot_pad'], placement: { after: ['s0'], align: { start: block } } }),
  },
  {
    name: 's1_image',
    at: 'nrf/samples/bootloader/pm.yml:35',
    requirement: ({ app, block }) => ({
      shareSize: { oneOf: ['mcuboot', 's0_image'] },
      placement: {
        after: ['s1_pad', 's0'],
        ...(!app.on('BOOTLOADER_MCUBOOT') && { align: { start: block } }),
        alignNext: block,
      },
    }),
  },
  { name: 's1', at: 'nrf/samples/bootloader/pm.yml:44', requirement: () => ({ span: ['s1_pad', 's1_image'] }) },
  {
    name: 'provision',
    at: 'nrf/subsys/partition_manager/pm.yml.secure_boot_storage:3',
    // In the OTP of the other series.
    when: ({ series }) => series === 'nrf52',
    requirement: ({ app, block }) => ({
      size: app.number('PM_PARTITION_SIZE_PROVISION'),
      placement: { after: ['b0'], align: { start: block } },
    }),
  },
];
