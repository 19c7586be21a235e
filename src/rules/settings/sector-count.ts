import { image } from '../../model/application.ts';
import { is, isNot } from '../../model/fact.ts';
import { settingsStorage } from '../../model/partitions/settings-storage.ts';
import { amount, count, hex } from '../../model/units.ts';
import { defineRule, projectSpan, reason, sdkLine } from '../rule.ts';

export default defineRule({
  id: 'settings/sector-count',
  severity: 'error',
  about: () => ({
    summary: 'The settings have two sectors at least, and as many as they are configured for.',
    why: `
NVS needs one sector to write to and a free one to collect garbage into: with less than two it refuses to start, and nothing
is saved. Of more sectors than the partition holds it takes what is there, so \`CONFIG_SETTINGS_NVS_SECTOR_COUNT\` says more
room than there is.`,
    exceptions: 'Too many sectors are a warning, and only where a fragment of the project sets the number.',
    sources: [
      'zephyr/subsys/settings/src/settings_nvs.c:373-383 (2.4.0)',
      'zephyr/subsys/fs/nvs/nvs.c:986-989 (2.4.0)',
      'zephyr/subsys/settings/Kconfig:149-162 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const app = image(configuration, 'app');
    const nvs = app?.kconfig.bool('CONFIG_SETTINGS_NVS');
    const sets = app && app.kconfig.assigned('CONFIG_SETTINGS_NVS_SECTOR_COUNT').length > 0;
    if (!app || !nvs || (!sets && !isNot(nvs, false))) return;
    const storage = settingsStorage(configuration);
    if (!storage?.size.known || !storage.page.known) return;
    const { size, page, name, span: place } = storage;
    const factor = app.kconfig.number('CONFIG_SETTINGS_NVS_SECTOR_SIZE_MULT');
    const sector = page.value * (factor.known ? factor.value : 1);
    const held = Math.floor(size.value / sector);
    const wanted = app.kconfig.number('CONFIG_SETTINGS_NVS_SECTOR_COUNT');
    // A factor that is not known leaves fewer of them, never more.
    if (held < 2 && place && is(nvs, true)) {
      yield {
        message: `nothing is saved: ${name} holds ${count(held, 'sector')} of ${amount(sector)}, and NVS needs two`,
        at: { span: place, text: `${hex(size.value)} bytes` },
        because: [
          reason(`a page has ${amount(page.value)}`, page),
          reason('with less NVS does not start', sdkLine(configuration, 'zephyr/subsys/fs/nvs/nvs.c', 986)),
        ],
        help: `make it ${hex(2 * sector)} bytes at least`,
      };
      return;
    }
    const span = wanted.known && sets ? projectSpan(wanted) : undefined;
    if (!wanted.known || !span || wanted.value <= held) return;
    if (app.kconfig.assigned('CONFIG_SETTINGS_NVS_SECTOR_SIZE_MULT').length > 0 && !factor.known) return;
    yield {
      severity: 'warning',
      message: `${name} holds ${count(held, 'sector')} of ${amount(sector)}, not the ${wanted.value} that the settings are configured for`,
      at: { span, text: `${hex(wanted.value * sector)} bytes` },
      ...(place && { related: [{ span: place, text: `${hex(size.value)} bytes` }] }),
      because: [reason(`a page has ${amount(page.value)}`, page)],
      help: `set CONFIG_SETTINGS_NVS_SECTOR_COUNT=${held}, or make the partition ${hex(wanted.value * sector)} bytes`,
    };
  },
});
