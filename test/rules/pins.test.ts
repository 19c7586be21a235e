import { describe, expect, test } from 'vitest';
import { ofRule, overlay, plain } from './of-rule.ts';

const app = (text: string, symbols = '') => ({ 'prj.conf': `CONFIG_SPI=y\n${symbols}`, [overlay]: text });
const psels = (...signals: readonly string[]) => `psels = ${signals.map((one) => `<NRF_PSEL(${one})>`).join(', ')};`;
const state = (name: string, group: string, ...signals: readonly string[]) =>
  `&${name} {\n\t${group} {\n\t\t${psels(...signals)}\n\t};\n};\n`;

describe('pins/stale-group', () => {
  const stale = ofRule('pins/stale-group');

  test('finds the board’s group beside one with another name', () => {
    expect(stale(app(state('spi1_default', 'mine', 'SPIM_SCK, 1, 3')))).toEqual([`error ${overlay}:3`]);
  });

  test('does not mind the input of a UART that receives nothing', () => {
    const uart = (more: string) => app(`&uart0 {\n${more}};\n${state('uart0_default', 'mine', 'UART_RX, 1, 3')}`);
    expect(stale(uart(''))).toHaveLength(1);
    expect(stale(uart('\tdisable-rx;\n'))).toEqual([]);
  });

  test('is content where the group has the same name, the same pin, or is deleted', () => {
    expect(stale(app(state('spi1_default', 'group1', 'SPIM_SCK, 1, 3')))).toEqual([]);
    expect(stale(app(state('spi1_default', 'mine', 'SPIM_SCK, 0, 31')))).toEqual([]);
    const deleted = `&spi1_default {\n\t/delete-node/ group1;\n};\n${state('spi1_default', 'mine', 'SPIM_SCK, 1, 3')}`;
    expect(stale(app(deleted))).toEqual([]);
  });

  test('is silent about a peripheral that is disabled', () => {
    expect(
      stale(app(`${state('spi1_default', 'mine', 'SPIM_SCK, 1, 3')}&spi1 {\n\tstatus = "disabled";\n};\n`)),
    ).toEqual([]);
  });
});

test('pins/missing-signal takes a disconnected signal for wanted', () => {
  const missing = ofRule('pins/missing-signal');
  expect(missing(app(state('i2c0_default', 'group1', 'TWIM_SDA, 1, 3')))).toEqual([`error ${overlay}:3`]);
  const off =
    '&spi1_default {\n\tgroup1 {\n\t\tpsels = <NRF_PSEL_DISCONNECTED(SPIM_SCK)>, <NRF_PSEL(SPIM_MOSI, 1, 4)>;\n\t};\n};\n';
  expect(missing(app(off))).toEqual([]);
});

test('pins/function knows that a UART can be a UARTE', () => {
  const wrong = ofRule('pins/function');
  expect(wrong(app(state('uart0_default', 'group1', 'UART_TX, 0, 6', 'UART_RX, 0, 8')))).toEqual([]);
  expect(wrong(app(state('uart0_default', 'group1', 'SPIM_SCK, 0, 6')))).toEqual([`error ${overlay}:3`]);
});

test('pins/function gives an I2C peripheral its own functions from NCS 3.0 on', () => {
  const twis = (signal: string, version: string) =>
    ofRule('pins/function')(
      app(`&i2c0 {\n\tcompatible = "nordic,nrf-twis";\n};\n${state('i2c0_default', 'group1', signal)}`),
      { version, board: 'nrf52840dk/nrf52840' },
    );
  expect(twis('TWIM_SDA, 0, 26', '3.1.0')).toEqual([`warning ${overlay}:6`]);
  expect(twis('TWIS_SDA, 0, 26', '3.1.0')).toEqual([]);
  expect(twis('TWIM_SDA, 0, 26', '2.9.0')).toEqual([]);
});

test('pins/range counts through both ports', () => {
  const range = ofRule('pins/range');
  expect(range(app(state('spi1_default', 'group1', 'SPIM_SCK, 0, 40', 'SPIM_MOSI, 1, 15')))).toEqual([]);
  expect(range(app(state('spi1_default', 'group1', 'SPIM_SCK, 1, 16', 'SPIM_MOSI, 1, 15')))).toEqual([
    `error ${overlay}:3`,
  ]);
});

test('pins/sleep-differs is information without power management', () => {
  const differs = ofRule('pins/sleep-differs');
  const moved = state('spi1_default', 'group1', 'SPIM_SCK, 1, 3');
  expect(differs(app(moved))).toEqual([`info ${overlay}:3`]);
  expect(differs(app(moved, 'CONFIG_PM_DEVICE=y\n'))).toEqual([`warning ${overlay}:3`]);
});

test('pins/special-function asks the options', () => {
  const special = ofRule('pins/special-function');
  const reset = state('spi1_default', 'group1', 'SPIM_SCK, 0, 18');
  expect(special(app(reset))).toEqual([`warning ${overlay}:3`]);
  expect(special(app(reset, 'CONFIG_GPIO_AS_PINRESET=n\n'))).toEqual([]);
  const nfc = state('spi1_default', 'group1', 'SPIM_SCK, 0, 9');
  expect(special(app(nfc))).toEqual([`warning ${overlay}:3`]);
  expect(special(app(nfc, 'CONFIG_NFCT_PINS_AS_GPIOS=y\n'))).toEqual([]);
  expect(special(app(`${nfc}&uicr {\n\tnfct-pins-as-gpios;\n};\n`), { version: '2.6.1' })).toEqual([]);
  expect(special(app(nfc), { version: '2.6.1' })).toEqual([`warning ${overlay}:3`]);
});

test('pins/bias and pins/states look at what the project sets', () => {
  expect(ofRule('pins/bias')(app('&uart0_default {\n\tgroup2 {\n\t\tbias-disable;\n\t};\n};\n'))).toEqual([
    `error ${overlay}:3`,
  ]);
  const states = ofRule('pins/states');
  expect(states(app('&spi1 {\n\tpinctrl-names = "default";\n};\n'))).toEqual([`error ${overlay}:2`]);
  const short = '&spi1 {\n\t/delete-property/ pinctrl-1;\n\tpinctrl-names = "default";\n};\n';
  expect(states(app(short))).toEqual([]);
  expect(states(app(short, 'CONFIG_PM_DEVICE=y\n'))).toEqual([`error ${overlay}:3`]);
});

test('pins/states: not every driver asks for a state sleep, and none that is not built', () => {
  const states = ofRule('pins/states');
  const spi = '&spi1 {\n\t/delete-property/ pinctrl-1;\n\tpinctrl-names = "default";\n};\n';
  expect(states(app(spi, 'CONFIG_PM_DEVICE=y\nCONFIG_SPI=n\n'))).toEqual([]);
  const microphone = [
    `&pinctrl {\n\tpdm_default: pdm_default {\n\t\tgroup1 {\n\t\t\t${psels('PDM_CLK, 1, 3', 'PDM_DIN, 1, 4')}\n\t\t};\n\t};\n};\n`,
    '&pdm0 {\n\tstatus = "okay";\n\tpinctrl-0 = <&pdm_default>;\n\tpinctrl-names = "default";\n};\n',
  ].join('');
  expect(states(app(microphone, 'CONFIG_PM_DEVICE=y\nCONFIG_AUDIO=y\nCONFIG_AUDIO_DMIC=y\n'))).toEqual([]);
});

describe('external flash', () => {
  const flash = (text: string) => ({ ...plain, [overlay]: text });

  test('quad-lines is content with one line, and with all of them', () => {
    const quad = ofRule('external-flash/quad-lines');
    const two = state(
      'qspi_default',
      'group1',
      'QSPI_SCK, 0, 19',
      'QSPI_IO0, 0, 20',
      'QSPI_IO1, 0, 21',
      'QSPI_CSN, 0, 17',
    );
    expect(quad(flash(two))).toEqual([`error ${overlay}:3`]);
    expect(quad(flash(`${two}&mx25r64 {\n\treadoc = "fastread";\n\twriteoc = "pp2o";\n};\n`))).toEqual([]);
    expect(quad(flash('&mx25r64 {\n\treadoc = "read4o";\n};\n'))).toEqual([]);
  });

  test('addressing is asked of large chips', () => {
    const addressing = ofRule('external-flash/addressing');
    expect(addressing(flash('&mx25r64 {\n\tsize = <0x8000000>;\n};\n'))).toEqual([]);
    expect(addressing(flash('&mx25r64 {\n\tsize = <0x10000000>;\n};\n'))).toEqual([`warning ${overlay}:2`]);
    expect(addressing(flash('&mx25r64 {\n\tenter-4byte-addr = <4>;\n\taddress-size-32;\n};\n'))).toEqual([
      `error ${overlay}:2`,
    ]);
  });

  test('clock-frequency has a lowest, and no highest', () => {
    const clock = ofRule('external-flash/clock-frequency');
    expect(clock(flash('&mx25r64 {\n\tsck-frequency = <1999999>;\n};\n'))).toEqual([`error ${overlay}:2`]);
    expect(clock(flash('&mx25r64 {\n\tsck-frequency = <133000000>;\n};\n'))).toEqual([]);
  });
});

test('pins/dedicated-qspi is about the nRF5340', () => {
  const dedicated = ofRule('pins/dedicated-qspi');
  const flash = { 'prj.conf': 'CONFIG_FLASH=y\nCONFIG_NORDIC_QSPI_NOR=y\n' };
  const moved = state(
    'qspi_default',
    'group1',
    'QSPI_SCK, 1, 3',
    'QSPI_CSN, 0, 18',
    'QSPI_IO0, 0, 13',
    'QSPI_IO1, 0, 14',
  );
  const path = 'boards/nrf5340dk_nrf5340_cpuapp.overlay';
  expect(dedicated({ ...flash, [path]: moved })).toEqual([`warning ${path}:3`]);
  expect(dedicated({ ...flash, [path]: `${moved}&qspi {\n\tstatus = "disabled";\n};\n` })).toEqual([]);
  expect(dedicated({ ...flash, [overlay]: moved })).toEqual([]);
});

test('pins/sleep-low-power asks for the chip select, too', () => {
  const sleep = ofRule('pins/sleep-low-power');
  const group = (text: string) => `&qspi_sleep {\n\tgroup2 {\n\t\t${text}\n\t};\n};\n`;
  expect(sleep(app(group('/delete-property/ low-power-enable;')))).toEqual([`info ${overlay}:3`]);
  const select = psels('QSPI_CSN, 0, 17');
  expect(sleep(app(group(select)))).toEqual([]);
  expect(sleep(app(group(`${select} /delete-property/ low-power-enable;`)))).toEqual([`info ${overlay}:3`]);
  expect(sleep(app(group(`${select} /delete-property/ bias-pull-up;`)))).toEqual([`info ${overlay}:3`]);
});

test('pins/drive-mode compares with the board, for fast chips', () => {
  const drive = ofRule('pins/drive-mode');
  const own =
    '&pinctrl {\n\tmine: mine {\n\t\tgroup1 {\n\t\t\tpsels = <NRF_PSEL(QSPI_SCK, 0, 19)>;\n\t\t};\n\t};\n};\n&qspi {\n\tpinctrl-0 = <&mine>;\n};\n';
  const fast = '&mx25r64 {\n\tsck-frequency = <32000000>;\n};\n';
  expect(drive(app(own + fast))).toEqual([`info ${overlay}:4`]);
  expect(drive(app(own))).toEqual([]);
  expect(drive(app(fast))).toEqual([]);
  const meant = own.replace('19)>;', '19)>;\n\t\t\tnordic,drive-mode = <NRF_DRIVE_S0S1>;');
  expect(drive(app(meant + fast))).toEqual([]);
});
