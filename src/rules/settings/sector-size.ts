import type { Fix } from '../../diagnostic/diagnostic.ts';
import { type Image, image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { externalDriver, externalFlash } from '../../model/flash/external-flash.ts';
import { settingsStorage } from '../../model/partitions/settings-storage.ts';
import { amount, hex } from '../../model/units.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, projectSpan, reason, replace, sdkLine, setKconfig } from '../rule.ts';

export default defineRule({
  id: 'settings/sector-size',
  severity: 'error',
  about: () => ({
    summary: 'A sector of the settings fits into 16 bits.',
    why: `
NVS counts the bytes of a sector with 16 bits, and a sector of the settings is a page of the flash driver, or several. The
driver for SPI flash reports pages of 64 KiB unless told otherwise, one byte too many: \`settings_subsys_init()\` fails with
-33 (\`-EDOM\`), and bonds and settings are lost at every reset.`,
    exceptions: 'Only for settings in NVS, and with a static partition.',
    sources: [
      'zephyr/subsys/settings/src/settings_nvs.c:366-371 (2.4.0)',
      'zephyr/drivers/flash/Kconfig.nor:56-63 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const app = image(configuration, 'app');
    const storage = app && settingsStorage(configuration);
    if (!storage || !is(app.kconfig.bool('CONFIG_SETTINGS_NVS'), true)) return;
    const { page, span: place, name } = storage;
    const factor = app.kconfig.number('CONFIG_SETTINGS_NVS_SECTOR_SIZE_MULT');
    if (!page.known || !factor.known || page.value * factor.value <= 0xffff) return;
    const span = projectSpan(page, factor) ?? place;
    if (!span) return;
    const node = externalFlash(app);
    const driver = node.known && node.value ? externalDriver(configuration, node.value) : undefined;
    const symbol = driver?.known ? driver.value?.pageSizeSymbol : undefined;
    yield {
      message: `settings are lost at every reset: a sector of ${name} has ${hex(page.value * factor.value)} bytes, and NVS can count ${hex(0xffff)}`,
      at: { span, text: `pages of ${amount(page.value)}` },
      ...(place && place !== span && { related: [{ span: place, text: name }] }),
      because: [
        ...(symbol === undefined ? [] : [reason(`CONFIG_${symbol} is ${page.value} in the application`, page)]),
        reason(
          'larger sectors end the start of the settings with -EDOM',
          sdkLine(configuration, 'zephyr/subsys/settings/src/settings_nvs.c', 369),
        ),
      ],
      ...(symbol !== undefined && { fixes: [repair(app, symbol, projectSpan(page))] }),
    };
  },
});

/** The line that sets the page size is changed where there is one. */
const repair = (app: Image, symbol: string, line: Span | undefined): Fix =>
  line
    ? replace(`write CONFIG_${symbol}=4096`, 'unsafe', line, `CONFIG_${symbol}=4096`)
    : setKconfig(app, { [`CONFIG_${symbol}`]: '4096' });
