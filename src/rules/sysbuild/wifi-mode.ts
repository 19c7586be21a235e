import type { Finding } from '../../diagnostic/diagnostic.ts';
import { type Configuration, image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { originOf, projectSpan, reason, setSysbuild } from '../rule.ts';

const DRIVER = 'SB_CONFIG_WIFI_NRF700X';
const SYSTEM_MODE = `${DRIVER}_SYSTEM_MODE`;

/**
 * Sysbuild forces its own mode of the Wi-Fi driver upon the application, system mode unless told otherwise. That needs the
 * supplicant; the driver's default without one is to scan only. Later versions brought the supplicant along in snippets.
 */
export function* forcedWifiMode(configuration: Configuration): Iterable<Finding> {
  const { sysbuild, sdk } = configuration;
  const app = image(configuration, 'app');
  if (!sysbuild || !app || !sdk.known || sdk.value.version !== '2.7.0') return;
  const driver = sysbuild.kconfig.bool(DRIVER);
  const mode = sysbuild.kconfig.bool(SYSTEM_MODE);
  const span = projectSpan(originOf(mode)) ?? projectSpan(originOf(driver));
  if (!is(driver, true) || !is(mode, true) || !span) return;
  const supplicant = app.kconfig.assigned('CONFIG_WPA_SUPP').at(-1);
  if (supplicant?.value === 'y' || sysbuild.isSetElsewhere(`${DRIVER}_SCAN_ONLY`, 'y')) return;
  yield {
    severity: 'warning',
    message:
      'sysbuild asks for the system mode of the Wi-Fi driver, which an application without supplicant cannot have',
    at: { span, text: `${SYSTEM_MODE} is its default` },
    because: [
      reason(`sysbuild forces CONFIG_NRF700X_SYSTEM_MODE=y, for ${SYSTEM_MODE} is y`, mode),
      supplicant
        ? reason('the mode depends on CONFIG_WPA_SUPP', supplicant.origin)
        : reason('the mode depends on CONFIG_WPA_SUPP, which nothing sets'),
    ],
    help: 'with an access point the application needs CONFIG_WPA_SUPP=y',
    fixes: [setSysbuild(sysbuild, { [`${DRIVER}_SCAN_ONLY`]: 'y' })],
  };
}
