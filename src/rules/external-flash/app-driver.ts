import { type Image, image } from '../../model/application.ts';
import { is, isNot } from '../../model/fact.ts';
import { externalDriver, externalFlash } from '../../model/flash/external-flash.ts';
import { changeKconfig, defineRule, originOf, projectSpan, reason } from '../rule.ts';
import { called, listed } from '../wording.ts';

export default defineRule({
  id: 'external-flash/app-driver',
  severity: 'error',
  about: () => ({
    summary: 'The application has a driver for the external partitions it uses.',
    why: `
Partition Manager leaves a partition out of the flash map of an image that has no driver for its chip. The build says
nothing; on the device opening the partition fails: uploads end in an error, settings are not kept, a file system is not
mounted.`,
    exceptions:
      'Only partitions whose subsystem is known to be on count; a partition that nothing opens needs no driver.',
    sources: [
      'nrf/subsys/partition_manager/flash_map_partition_manager.c:32-34 (2.4.0)',
      'nrf/subsys/partition_manager/Kconfig:143-152 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const app = image(configuration, 'app');
    if (!app) return;
    const external = configuration.partitions.partitions.filter(({ region }) => is(region, 'external_flash'));
    const chosen = externalFlash(app);
    if (external.length === 0 || !chosen.known || !chosen.value) return;
    const driver = externalDriver(configuration, chosen.value);
    if (!driver.known || !driver.value) return;
    const symbol = `CONFIG_${driver.value.symbol}`;
    const enabled = app.kconfig.bool(symbol);
    // A chip that is off is reported as such.
    if (!is(enabled, false) || !is(chosen.value.status, 'okay')) return;
    if (!isNot(app.kconfig.bool('CONFIG_PM_OVERRIDE_EXTERNAL_DRIVER_CHECK'), true)) return;
    const used = external.filter(({ name }) => isUsed(app, name));
    const [first] = used;
    if (!first) return;
    const span = projectSpan(originOf(enabled)) ?? first.spanOf('region') ?? projectSpan(chosen);
    if (!span) return;
    const flash = app.kconfig.bool('CONFIG_FLASH');
    yield {
      message: `the application cannot open ${listed(used.map(({ name }) => name))}: ${symbol} is off`,
      at: { span, text: `no driver for ${called(chosen.value)}` },
      because: [
        reason(`the application is built with ${symbol}=n`, enabled),
        ...(is(flash, false) ? [reason('and with CONFIG_FLASH=n, on which it depends', flash)] : []),
      ],
      fixes: is(flash, false) ? [changeKconfig(app, 'CONFIG_FLASH', 'y')] : [changeKconfig(app, symbol, 'y')],
    };
  },
});

/** What opens a partition at run time. */
const USERS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^mcuboot_secondary/, ['IMG_MANAGER', 'DFU_TARGET_MCUBOOT', 'MCUMGR_GRP_IMG']],
  [/^settings_storage$/, ['SETTINGS']],
  [/^littlefs_storage$/, ['FILE_SYSTEM_LITTLEFS']],
  [/^nvs_storage$/, ['NVS']],
];

const isUsed = ({ kconfig }: Image, name: string): boolean =>
  USERS.some(([names, symbols]) => names.test(name) && symbols.some((symbol) => is(kconfig.bool(symbol), true)));
