import type { Asked, Build } from './asking.ts';

const hasSecondary = ({ mcuboot }: Build): boolean =>
  !mcuboot.on('SINGLE_APPLICATION_SLOT') && !mcuboot.on('BOOT_DIRECT_XIP');
const isDirect = ({ mcuboot }: Build): boolean => mcuboot.on('BOOT_DIRECT_XIP');
const isExternal = ({ mcuboot }: Build): boolean => mcuboot.on('PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY');

/** bootloader/mcuboot/boot/zephyr/pm.yml (2.4.0), and what is different in 2.7.0, 2.9.0 and 3.3.99. */
export const OF_MCUBOOT: readonly Asked[] = [
  {
    name: 'mcuboot',
    at: 'bootloader/mcuboot/boot/zephyr/pm.yml:3',
    // Since 2.9, in builds with sysbuild (pm.yml:7-9 (2.9.0)).
    requirement: ({ mcuboot, isFrom }) => ({
      size: mcuboot.number('PM_PARTITION_SIZE_MCUBOOT'),
      placement: { before: ['mcuboot_primary'], ...(isFrom('2.9.0') && { align: { end: 0x1000 } }) },
    }),
  },
  {
    name: 'mcuboot_primary_app',
    at: 'bootloader/mcuboot/boot/zephyr/pm.yml:8',
    requirement: () => ({ span: ['app'] }),
  },
  {
    name: 'mcuboot_primary',
    at: 'bootloader/mcuboot/boot/zephyr/pm.yml:13',
    requirement: () => ({ span: ['mcuboot_pad', 'mcuboot_primary_app'] }),
  },
  {
    name: 'mcuboot_secondary',
    at: 'bootloader/mcuboot/boot/zephyr/pm.yml:19',
    when: hasSecondary,
    requirement: (build) =>
      isExternal(build)
        ? { shareSize: ['mcuboot_primary'], region: 'external_flash', placement: { align: { start: 4 } } }
        : {
            shareSize: ['mcuboot_primary'],
            placement: { align: { start: build.slotBlock }, alignNext: build.slotBlock, after: ['mcuboot_primary'] },
          },
  },
  {
    name: 'mcuboot_secondary_pad',
    at: 'bootloader/mcuboot/boot/zephyr/pm.yml:40',
    when: isDirect,
    requirement: ({ slotBlock }) => ({
      shareSize: ['mcuboot_pad'],
      placement: { after: ['mcuboot_primary'], align: { start: slotBlock } },
    }),
  },
  {
    name: 'mcuboot_secondary_app',
    at: 'bootloader/mcuboot/boot/zephyr/pm.yml:46',
    when: isDirect,
    requirement: () => ({ shareSize: ['mcuboot_primary_app'], placement: { after: ['mcuboot_secondary_pad'] } }),
  },
  {
    name: 'mcuboot_secondary',
    at: 'bootloader/mcuboot/boot/zephyr/pm.yml:51',
    when: isDirect,
    requirement: () => ({ span: ['mcuboot_secondary_pad', 'mcuboot_secondary_app'] }),
  },
  {
    name: 'mcuboot_scratch',
    at: 'bootloader/mcuboot/boot/zephyr/pm.yml:57',
    when: ({ mcuboot }) => mcuboot.on('BOOT_SWAP_USING_SCRATCH'),
    requirement: ({ mcuboot, slotBlock }) => ({
      size: mcuboot.number('PM_PARTITION_SIZE_MCUBOOT_SCRATCH'),
      placement: { after: ['app'], align: { start: slotBlock } },
    }),
  },
  {
    name: 'mcuboot_pad',
    at: 'bootloader/mcuboot/boot/zephyr/pm.yml:66',
    requirement: ({ mcuboot, slotBlock }) => ({
      size: mcuboot.number('PM_PARTITION_SIZE_MCUBOOT_PAD'),
      placement: { before: ['mcuboot_primary_app'], ...(mcuboot.on('FPROTECT') && { align: { start: slotBlock } }) },
    }),
  },
  {
    name: 'mcuboot_secondary_1',
    at: 'bootloader/mcuboot/boot/zephyr/pm.yml:82',
    when: ({ mcuboot, series }) => series === 'nrf53' && mcuboot.on('NRF53_MULTI_IMAGE_UPDATE'),
    requirement: (build) => {
      const size = build.mcuboot.number('NRF53_RAM_FLASH_SIZE');
      return !build.isFrom('3.3.99') || isExternal(build)
        ? { region: 'external_flash', size }
        : { size, placement: { align: { start: build.slotBlock }, after: ['mcuboot_secondary'] } };
    },
  },
];
