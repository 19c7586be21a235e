import { describe, expect, test } from 'vitest';
import { chosen, diagnosticsOf, ofRule, overlay, update } from './of-rule.ts';

const found = ofRule('external-flash/mcuboot-device-differs');
const changed = (text: string) => ({ ...update, [overlay]: `${chosen}&mx25r64 {\n\t${text}\n};\n` });

describe('external-flash/mcuboot-device-differs', () => {
  test.each([['jedec-id = [c2 28 16];'], ['size = <0x2000000>;'], ['address-size-32;'], ['reg = <1>;']])(
    'compares what names the chip: %s',
    (property) => {
      expect(found(update)).toEqual([]);
      expect(found(changed(property))).toEqual([`error ${overlay}:7`]);
    },
  );

  test.each([
    ['sck-frequency = <32000000>;'],
    ['readoc = "fastread";'],
    ['t-enter-dpd = <20000>;'],
    ['jedec-id = [C2 28 17];'],
  ])('leaves to each image what is a matter of its driver: %s', (property) => {
    expect(found(changed(property))).toEqual([]);
  });

  test('compares the pins of the bus', () => {
    const moved = `&qspi_default {\n\tgroup1 {\n\t\tpsels = <NRF_PSEL(QSPI_SCK, 0, 31)>, <NRF_PSEL(QSPI_IO0, 0, 20)>, <NRF_PSEL(QSPI_IO1, 0, 21)>,\n\t\t\t<NRF_PSEL(QSPI_IO2, 0, 22)>, <NRF_PSEL(QSPI_IO3, 0, 23)>, <NRF_PSEL(QSPI_CSN, 0, 17)>;\n\t};\n};\n`;
    const files = { ...update, [overlay]: chosen + moved };
    expect(found(files)).toEqual([`error ${overlay}:8`]);
    expect(diagnosticsOf('external-flash/mcuboot-device-differs', files)[0]?.message).toContain('the pins of &mx25r64');
    expect(found({ ...files, 'child_image/mcuboot.overlay': chosen + moved })).toEqual([]);
  });

  test('compares the pin of the chip select, and leaves those of other devices on the bus alone', () => {
    const spi = (pins: string) =>
      `&qspi {\n\tstatus = "disabled";\n};\n&spi2 {\n\tstatus = "okay";\n\tcs-gpios = ${pins};\n\tchip: w25q64@0 {\n\t\tcompatible = "jedec,spi-nor";\n\t\treg = <0>;\n\t\tspi-max-frequency = <8000000>;\n\t\tjedec-id = [ef 40 17];\n\t\tsize = <0x4000000>;\n\t};\n};\n/ {\n\tchosen {\n\t\tnordic,pm-ext-flash = &chip;\n\t};\n};\n`;
    const wired = (app: string, mcuboot: string) =>
      found({ ...update, [overlay]: spi(app), 'child_image/mcuboot.overlay': spi(mcuboot) });
    const [first, other] = ['<&gpio0 17 GPIO_ACTIVE_LOW>', '<&gpio0 20 GPIO_ACTIVE_LOW>'];
    expect(wired(first, other)).toEqual([`error ${overlay}:6`]);
    expect(wired(first, '<&gpio1 17 GPIO_ACTIVE_LOW>')).toEqual([`error ${overlay}:6`]);
    expect(wired(first, first)).toEqual([]);
    expect(wired(`${first}, ${other}`, first)).toEqual([]);
    expect(wired(first, '<&gpio0 17 (GPIO_ACTIVE_LOW | GPIO_PULL_UP)>')).toEqual([]);
  });

  test('compares the chips themselves, also where MCUboot is the one with the overlay', () => {
    const files = { ...update, 'child_image/mcuboot.overlay': `${chosen}&mx25r64 {\n\tjedec-id = [c2 28 16];\n};\n` };
    expect(found(files)).toEqual(['error child_image/mcuboot.overlay:7']);
  });

  test('a non-secure application sees the same bus at another address', () => {
    const ns = 'boards/nrf5340dk_nrf5340_cpuapp_ns.overlay';
    const files = {
      'prj.conf': 'CONFIG_BOOTLOADER_MCUBOOT=y\nCONFIG_FLASH=y\n',
      [ns]: chosen,
      'child_image/mcuboot.overlay': chosen,
    };
    expect(found(files)).toEqual([]);
    expect(found({ ...files, [ns]: `${chosen}&mx25r64 {\n\tsize = <0x2000000>;\n};\n` })).toEqual([`error ${ns}:7`]);
  });
});
