import type { Asked, Build } from './asking.ts';

const hasStorage = ({ app }: Build): boolean => SIZES.some(({ symbol }) => app.number(symbol) !== 0);

const SIZES = [
  { name: 'tfm_ps', symbol: 'PM_PARTITION_SIZE_TFM_PROTECTED_STORAGE', line: 26 },
  { name: 'tfm_its', symbol: 'PM_PARTITION_SIZE_TFM_INTERNAL_TRUSTED_STORAGE', line: 33 },
  { name: 'tfm_otp_nv_counters', symbol: 'PM_PARTITION_SIZE_TFM_OTP_NV_COUNTERS', line: 40 },
] as const;

/**
 * SoCs whose secure storage lies before the application, not at the end of the flash, since when:
 * nrf/subsys/partition_manager/pm.yml.tfm:30 (2.9.0), :30-33 (3.3.99).
 */
const isInFront = ({ soc, isFrom }: Build): boolean =>
  (soc === 'nRF54L15' && isFrom('2.9.0')) || (/^nRF54(LM20[AB]|LV10A)$/.test(soc) && isFrom('3.3.99'));

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
      requirement: (build) => ({
        size: build.app.number(symbol),
        placement: isInFront(build)
          ? { after: ['mcuboot', 'tfm_secure'] }
          : { before: ['end'], align: { start: build.secure } },
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
