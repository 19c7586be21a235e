import type { Asked, Build } from './asking.ts';

const hasStorage = ({ app }: Build): boolean => SIZES.some(({ symbol }) => app.number(symbol) !== 0);

const SIZES = [
  { name: 'tfm_ps', symbol: 'PM_PARTITION_SIZE_TFM_PROTECTED_STORAGE', line: 26 },
  { name: 'tfm_its', symbol: 'PM_PARTITION_SIZE_TFM_INTERNAL_TRUSTED_STORAGE', line: 33 },
  { name: 'tfm_otp_nv_counters', symbol: 'PM_PARTITION_SIZE_TFM_OTP_NV_COUNTERS', line: 40 },
] as const;

/** nrf/subsys/partition_manager/pm.yml.tfm (2.4.0), what is in flash. */
export const OF_TRUSTED_FIRMWARE: readonly Asked[] = [
  {
    name: 'tfm',
    at: 'nrf/subsys/partition_manager/pm.yml.tfm:9',
    requirement: ({ app }) => ({
      size: app.number('PM_PARTITION_SIZE_TFM'),
      placement: { before: ['app'] },
      ...(app.on('BOOTLOADER_MCUBOOT') && { inside: ['mcuboot_primary_app'] }),
    }),
  },
  {
    name: 'tfm_secure',
    at: 'nrf/subsys/partition_manager/pm.yml.tfm:16',
    requirement: () => ({ span: ['mcuboot_pad', 'tfm'] }),
  },
  { name: 'tfm_nonsecure', at: 'nrf/subsys/partition_manager/pm.yml.tfm:19', requirement: () => ({ span: ['app'] }) },
  {
    name: 'tfm_storage',
    at: 'nrf/subsys/partition_manager/pm.yml.tfm:23',
    when: hasStorage,
    requirement: () => ({ span: [] }),
  },
  ...SIZES.map(
    ({ name, symbol, line }): Asked => ({
      name,
      at: `nrf/subsys/partition_manager/pm.yml.tfm:${line}`,
      when: hasStorage,
      requirement: ({ app, secure }) => ({
        size: app.number(symbol),
        placement: { before: ['end'], align: { start: secure } },
        inside: ['tfm_storage'],
      }),
    }),
  ),
  {
    name: 'nonsecure_storage',
    at: 'nrf/subsys/partition_manager/pm.yml.tfm:48',
    requirement: () => ({ span: [] }),
  },
];
