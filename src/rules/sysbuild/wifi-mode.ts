import type { Finding } from '../../diagnostic/diagnostic.ts';
import { type Configuration, type Image, image, lastWritten } from '../../model/application.ts';
import { is, isNot } from '../../model/fact.ts';
import type { Sysbuild } from '../../model/sysbuild/sysbuild.ts';
import { originOf, projectSpan, reason, setSysbuild } from '../rule.ts';

/**
 * Sysbuild forces its own mode of the Wi-Fi driver upon the application, system mode unless told otherwise, and builds the
 * firmware patch of that mode.
 */
export function* forcedWifiMode(configuration: Configuration): Iterable<Finding> {
  const { sysbuild, sdk } = configuration;
  const app = image(configuration, 'app');
  if (!sysbuild || !app || !sdk.known) return;
  // The nRF70 series had another name once.
  const isFirst = sdk.value.version === '2.7.0';
  const driver = isFirst ? 'NRF700X' : 'NRF70';
  if (!is(sysbuild.kconfig.bool(`SB_CONFIG_WIFI_${driver}`), true)) return;
  if (isFirst) yield* systemMode(sysbuild, app, driver);
  yield* rawModes(sysbuild, app, driver);
}

/** System mode needs the supplicant; the driver's default without one is to scan only. Later versions brought it along in snippets. */
function* systemMode(sysbuild: Sysbuild, app: Image, driver: string): Iterable<Finding> {
  const option = `SB_CONFIG_WIFI_${driver}`;
  const mode = sysbuild.kconfig.bool(`${option}_SYSTEM_MODE`);
  const span = projectSpan(originOf(mode)) ?? projectSpan(originOf(sysbuild.kconfig.bool(option)));
  if (!is(mode, true) || !span) return;
  const supplicant = app.kconfig.assigned('CONFIG_WPA_SUPP').at(-1);
  if (supplicant?.value === 'y' || sysbuild.isSetElsewhere(`${option}_SCAN_ONLY`, 'y')) return;
  yield {
    severity: 'warning',
    message:
      'sysbuild asks for the system mode of the Wi-Fi driver, which an application without supplicant cannot have',
    at: { span, text: `${option}_SYSTEM_MODE is its default` },
    because: [
      reason(`sysbuild forces CONFIG_${driver}_SYSTEM_MODE=y, for ${option}_SYSTEM_MODE is y`, mode),
      supplicant
        ? reason('the mode depends on CONFIG_WPA_SUPP', supplicant.origin)
        : reason('the mode depends on CONFIG_WPA_SUPP, which nothing sets'),
    ],
    help: 'with an access point the application needs CONFIG_WPA_SUPP=y',
    fixes: [setSysbuild(sysbuild, { [`${option}_SCAN_ONLY`]: 'y' })],
  };
}

/** Without sysbuild an application that sends or receives raw packets gets the mode for it; sysbuild wants to be asked. */
function* rawModes(sysbuild: Sysbuild, app: Image, driver: string): Iterable<Finding> {
  const name = `${driver}_SYSTEM_WITH_RAW_MODES`;
  const mode = sysbuild.kconfig.bool(`SB_CONFIG_WIFI_${name}`);
  if (!isNot(mode, true) || sysbuild.isSetElsewhere(`SB_CONFIG_WIFI_${name}`, 'y')) return;
  for (const option of RAW) {
    const symbol = `CONFIG_${driver}_${option}`;
    const written = lastWritten(app, symbol);
    if (written?.value !== 'y' || is(app.kconfig.bool(symbol), false)) continue;
    yield {
      severity: 'warning',
      message: `${symbol}=y has no effect: sysbuild builds the firmware of the Wi-Fi chip without raw modes`,
      at: { span: written.span, text: 'asks for raw modes' },
      because: [reason(`sysbuild chooses firmware and mode of the driver by SB_CONFIG_WIFI_${name}, which is n`, mode)],
      fixes: [setSysbuild(sysbuild, { [`SB_CONFIG_WIFI_${name}`]: 'y' })],
    };
    return;
  }
}

const RAW: readonly string[] = ['RAW_DATA_TX', 'RAW_DATA_RX', 'PROMISC_DATA_RX'];
