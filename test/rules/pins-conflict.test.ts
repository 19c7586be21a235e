import { describe, expect, test } from 'vitest';
import { diagnosticsOf, ofRule, overlay } from './of-rule.ts';

const found = ofRule('pins/conflict');
const psels = (signals: readonly string[]) => signals.map((signal) => `<NRF_PSEL(${signal})>`).join(', ');
/** A display on SPI, with the SDK's driver for it. */
const display = (...signals: readonly string[]) => `&pinctrl {
	display_default: display_default {
		group1 {
			psels = ${psels(signals)};
		};
	};
};
&spi2 {
	status = "okay";
	pinctrl-0 = <&display_default>;
	pinctrl-names = "default";
	display@0 {
		compatible = "solomon,ssd1306fb";
		reg = <0>;
	};
};
`;
const sensor = '&i2c0 {\n\tbme280@76 {\n\t\tcompatible = "bosch,bme280";\n\t\treg = <0x76>;\n\t};\n};\n';
const app = (text: string, symbols = 'CONFIG_SPI=y\nCONFIG_I2C=y\n') => ({ 'prj.conf': symbols, [overlay]: text });

describe('pins/conflict', () => {
  test('is an error while both drivers are on', () => {
    expect(found(app(sensor + display('SPIM_SCK, 0, 26')))).toEqual([`error ${overlay}:10`]);
    expect(found(app(sensor + display('SPIM_SCK, 1, 4')))).toEqual([]);
  });

  test('is information while one of them is off', () => {
    expect(found(app(sensor + display('SPIM_SCK, 0, 26'), 'CONFIG_SPI=y\n'))).toEqual([`info ${overlay}:10`]);
  });

  test('is information while nothing sits on one of the buses', () => {
    expect(found(app(display('SPIM_SCK, 0, 26')))).toEqual([`info ${overlay}:4`]);
  });

  test('is information where only flow control that is off meets', () => {
    const uart = (rts: string, more = '') => `&pinctrl {
	uart1_default: uart1_default {
		group1 {
			psels = <NRF_PSEL(UART_RTS, ${rts})>;
		};
	};
};
&uart1 {
	status = "okay";
	current-speed = <9600>;
	${more}
};
`;
    const serial = 'CONFIG_SERIAL=y\n';
    expect(found(app(uart('0, 5'), serial))).toEqual([`info ${overlay}:4`]);
    expect(found(app(uart('0, 6'), serial))).toEqual([`error ${overlay}:4`]);
    const both = `${uart('0, 5', 'hw-flow-control;')}&uart0 {\n\thw-flow-control;\n};\n`;
    expect(found(app(both, serial))).toEqual([`error ${overlay}:4`]);
  });

  test('is a warning about a GPIO, which only the code may use', () => {
    // P0.11 is Button 1 of the DK.
    expect(found(app(display('SPIM_SCK, 0, 11')))).toEqual([`warning ${overlay}:4`]);
  });

  test('is silent about a node that is disabled', () => {
    const files = app(`${sensor + display('SPIM_SCK, 0, 26')}&i2c0 {\n\tstatus = "disabled";\n};\n`);
    expect(found(files)).toEqual([]);
  });

  test('reports a pair once, with all of its pins', () => {
    const files = app(sensor + display('SPIM_SCK, 0, 26', 'SPIM_MOSI, 0, 27'));
    expect(diagnosticsOf('pins/conflict', files).map(({ message }) => message)).toEqual([
      '&i2c0 and &spi2 are both given P0.26 and P0.27 in the application',
    ]);
  });

  test('is silent about what the board itself shares, and about a board nobody knows', () => {
    expect(found(app('/ {\n};\n', 'CONFIG_SPI=y\nCONFIG_I2C=y\nCONFIG_PWM=y\n'))).toEqual([]);
    expect(
      found({
        'prj.conf': 'CONFIG_SPI=y\nCONFIG_I2C=y\n',
        'boards/our_board.overlay': sensor + display('SPIM_SCK, 0, 26'),
      }),
    ).toEqual([]);
  });

  test('advises against what the board enables', () => {
    const [only] = diagnosticsOf('pins/conflict', app(sensor + display('SPIM_SCK, 0, 26')));
    expect(only?.help).toMatch(/^move &spi2 to free pins; or, .*&i2c0, which the board enables/);
  });
});
