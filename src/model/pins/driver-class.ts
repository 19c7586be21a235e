import type { DtNode } from '../devicetree/devicetree.ts';
import { isEnabled } from '../devicetree/values.ts';
import { type Fact, is, map } from '../fact.ts';

/**
 * The Kconfig symbol without which no driver applies the pins of a peripheral, by compatible: drivers do it themselves
 * when they start (zephyr/drivers/spi/spi_nrfx_spi.c:361, zephyr/drivers/i2c/i2c_nrfx_twi.c:291,
 * zephyr/drivers/flash/nrf_qspi_nor.c:1228, 2.4.0).
 */
const CLASSES: ReadonlyMap<string, string> = new Map([
  ['nordic,nrf-spi', 'CONFIG_SPI'],
  ['nordic,nrf-spim', 'CONFIG_SPI'],
  ['nordic,nrf-spis', 'CONFIG_SPI'],
  ['nordic,nrf-twi', 'CONFIG_I2C'],
  ['nordic,nrf-twim', 'CONFIG_I2C'],
  ['nordic,nrf-twis', 'CONFIG_I2C'],
  ['nordic,nrf-uart', 'CONFIG_SERIAL'],
  ['nordic,nrf-uarte', 'CONFIG_SERIAL'],
  ['nordic,nrf-pwm', 'CONFIG_PWM'],
  ['nordic,nrf-qspi', 'CONFIG_NORDIC_QSPI_NOR'],
  ['nordic,nrf-i2s', 'CONFIG_I2S'],
  ['nordic,nrf-pdm', 'CONFIG_AUDIO_DMIC'],
]);

/** The symbol of a node's driver class; undefined for a peripheral that is not in the table. */
export const driverClass = (node: DtNode): Fact<string | undefined> =>
  map(node.compatible, (compatible) => CLASSES.get(compatible.find((name) => CLASSES.has(name)) ?? ''));

/**
 * True for a bus that no enabled device sits on. Its driver starts, but a transfer that would drive the pins never does:
 * SPIM and TWIM are set up for each transfer (zephyr/drivers/spi/spi_nrfx_spim.c:496, 2.4.0).
 */
export const isIdleBus = (node: DtNode): boolean =>
  node.compatible.known &&
  node.compatible.value.some((name) => /^nordic,nrf-(spim?|twim?)$/.test(name)) &&
  !node.children.some((child) => is(isEnabled(child), true));
