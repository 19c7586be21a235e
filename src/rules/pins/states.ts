import { isEnabled, strings, valueOfProperty } from '../../model/devicetree/values.ts';
import { is, valueOf } from '../../model/fact.ts';
import { defineRule, projectSpan, reason } from '../rule.ts';
import { touchedImages } from '../touched-images.ts';
import { called, imageName } from '../wording.ts';

export default defineRule({
  id: 'pins/states',
  severity: 'error',
  about: () => ({
    summary: 'A peripheral has as many pinctrl states as names for them, and those its driver asks for.',
    why: `
\`pinctrl-names\` names \`pinctrl-0\`, \`pinctrl-1\` and so on, in this order. With one more or less the build stops, and so it does
with device power management on where there is no state \`sleep\` and the driver asks for it: those of UART, SPI, I2C, PWM,
QDEC and QSPI do, where they are built.`,
    exceptions: 'Peripherals whose states the project does not touch.',
    sources: [
      'zephyr/scripts/dts/python-devicetree/src/devicetree/edtlib.py:1654-1679 (2.4.0)',
      'zephyr/scripts/dts/python-devicetree/src/devicetree/edtlib.py:2719 (2.4.0)',
      'zephyr/soc/arm/nordic_nrf/common/soc_nrf_common.h:188-191 (2.4.0)',
      'zephyr/drivers/serial/uart_nrfx_uarte.c:1968 (2.4.0)',
      'zephyr/drivers/spi/spi_nrfx_spim.c:568 (2.4.0)',
      'zephyr/drivers/i2c/i2c_nrfx_twim.c:397 (2.4.0)',
      'zephyr/drivers/pwm/pwm_nrfx.c:326 (2.4.0)',
      'zephyr/drivers/sensor/qdec_nrfx/qdec_nrfx.c:176 (2.4.0)',
      'zephyr/drivers/flash/nrf_qspi_nor.c:1451 (2.4.0)',
    ],
  }),

  *check(configuration) {
    for (const image of touchedImages(configuration)) {
      for (const node of image.devicetree.nodes) {
        if (!node.properties.has('pinctrl-names')) continue;
        const names = valueOf(valueOfProperty(node, 'pinctrl-names', strings));
        if (!names) continue;
        const slots = [0, 1, 2, 3, 4].map((index) => node.property(`pinctrl-${index}`));
        if (slots.some(({ known }) => !known)) continue;
        const present = slots.filter((slot) => valueOf(slot) !== undefined);
        const listing = node.property('pinctrl-names');
        const span = projectSpan(listing, ...slots, isEnabled(node));
        if (!span) continue;
        if (present.length !== names.length) {
          const decisive = slots.find((slot, index) => (valueOf(slot) === undefined) === index < names.length);
          yield {
            message: `the build stops: ${called(node)} has ${names.length} names for ${present.length} pinctrl states`,
            at: { span, text: `pinctrl-names lists ${names.length}` },
            because: [
              reason(`pinctrl-names lists ${names.map((name) => `"${name}"`).join(', ')}`, listing),
              ...(decisive
                ? [
                    reason(
                      `there is ${present.length === 1 ? 'only one state' : `a number of ${present.length} states`}`,
                      decisive,
                    ),
                  ]
                : []),
            ],
            help: 'there is a pinctrl-<n> for every name, counted from 0',
          };
        } else if (!names.includes('sleep') && is(isEnabled(node), true)) {
          const power = image.kconfig.bool('CONFIG_PM_DEVICE');
          const own = projectSpan(listing, ...slots);
          const driver = DRIVERS[valueOf(node.compatible)?.[0] ?? ''];
          if (!own || !is(power, true) || !driver || !is(image.kconfig.bool(driver), true)) continue;
          yield {
            message: `the build stops: ${called(node)} has no pinctrl state sleep, and device power management is on in ${imageName(image)}`,
            at: { span: own, text: 'no state sleep' },
            because: [reason('CONFIG_PM_DEVICE is y', power)],
            help: 'add pinctrl-1 with the same pins and low-power-enable, and "sleep" to pinctrl-names',
          };
        }
      }
    }
  },
});

/** What builds the drivers that ask for a state `sleep`, by compatible. Those of PDM, I2S and of SPI and I2C targets do not. */
const DRIVERS: Readonly<Record<string, string>> = {
  'nordic,nrf-uart': 'CONFIG_SERIAL',
  'nordic,nrf-uarte': 'CONFIG_SERIAL',
  'nordic,nrf-spi': 'CONFIG_SPI',
  'nordic,nrf-spim': 'CONFIG_SPI',
  'nordic,nrf-twi': 'CONFIG_I2C',
  'nordic,nrf-twim': 'CONFIG_I2C',
  'nordic,nrf-pwm': 'CONFIG_PWM',
  'nordic,nrf-qdec': 'CONFIG_SENSOR',
  'nordic,nrf-qspi': 'CONFIG_NORDIC_QSPI_NOR',
};
