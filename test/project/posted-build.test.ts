import { expect, test } from 'vitest';
import { postedBuild, postedEra } from '../../src/project/posted-build.ts';
import { pastedPost } from '../../src/syntax/pasted-post.ts';
import { SourceFile } from '../../src/text/source.ts';
import { shippedKnowledge } from '../linting.ts';

const facts = shippedKnowledge('2.4.0', 'child-image')?.facts;
const boardOf = (overlay: string) =>
  postedBuild(pastedPost(new SourceFile('post.txt', `It does not boot.\n\n${overlay}\n`)), facts, 'child-image').board
    ?.value;

test('a node that the overlay defines itself speaks for no board of another vendor', () => {
  // A board of another vendor is the only one that has such a node below this bus.
  expect(boardOf('&spi2 {\n\tcs-gpios = <&gpio1 1 1>;\n\tsdhc@0 {\n\t\treg = <0>;\n\t};\n};')).toBeUndefined();
});

const builtFrom = (text: string) => {
  const post = pastedPost(new SourceFile('post.txt', text));
  const version = post.versions[0]?.value;
  const era = postedEra(post, version);
  return postedBuild(post, shippedKnowledge(version, era)?.facts, era);
};
const built = (text: string) => builtFrom(text).board;
const overlay = '/ {\n\tchosen {\n\t\tnordic,pm-ext-flash = &mx25r64;\n\t};\n};\n&mx25r64 {\n\tstatus = "okay";\n};\n';

test.each([
  ['nRF Connect SDK v3.0.0 and the nRF54L15-DK', 'nrf54l15dk_nrf54l15_cpuapp'],
  ['NCS 2.9.0, nRF5340 DK', 'nrf5340dk_nrf5340_cpuapp'],
  ['NCS 2.7.0 on the nRF9151 DK', 'nrf9151dk_nrf9151_ns'],
  ['NCS 2.4.0 on the nRF5340DK', 'nrf5340dk_nrf5340_cpuapp'],
  ['NCS 2.4.0, PCA10056', 'nrf52840dk_nrf52840'],
  ['NCS 3.0.2 and a NRF-DK52840', 'nrf52840dk_nrf52840'],
  ['NCS 2.4.0 on the nRF52 development kit', 'nrf52dk_nrf52832'],
  ['NCS 2.4.0 on the nRF5340 Audio DK', 'nrf5340_audio_dk_nrf5340_cpuapp'],
  ['NCS 2.4.0 on my board (particle_xenon)', 'particle_xenon'],
])('a kit of the time of the SDK is found: %s', (text, board) => {
  expect(built(`I have ${text}.\n\n${overlay}`)?.value).toBe(board);
});

test('a chip and talk of a kit stand for the kit with that chip', () => {
  expect(built(`NCS 3.0.0, nRF54L15 and a SPI flash on the DVK.\n\n${overlay}`)).toEqual({
    value: 'nrf54l15dk_nrf54l15_cpuapp',
    why: 'from `nRF54L15` on line 1 of the post, and "the DVK"',
  });
});

test('a chip stands for no kit that lacks what the overlay refers to', () => {
  const other = overlay.replaceAll('mx25r64', 'w25q80');
  expect(built(`NCS 3.0.0, nRF54L15 and a SPI flash on the DVK.\n\n${other}`)).toBeUndefined();
});

test('a chip alone stands for no board', () => {
  expect(built(`NCS 3.0.0, our own board with an nRF54L15.\n\n&i2c20 {\n\tstatus = "okay";\n};\n`)).toBeUndefined();
});

const LAYOUT = 'pm_static.yml:\n\nmcuboot_primary:\n  address: 0xc000\n  size: 0x1000\n';

test('whoever shows a layout with slots has a bootloader, though the file that enables it is not shown', () => {
  expect(builtFrom(`NCS 2.4.0\n\n${LAYOUT}`)).toMatchObject({
    arguments: ['-DCONFIG_BOOTLOADER_MCUBOOT=y'],
    notes: ['MCUboot is taken to be in use, as pm_static.yml speaks of it: prj.conf was not posted'],
  });
  expect(builtFrom(`NCS 3.0.0\n\n${LAYOUT}`).arguments).toEqual([
    '-DSB_CONFIG_BOOTLOADER_MCUBOOT=y',
    '-DSB_CONFIG_PARTITION_MANAGER=y',
  ]);
});

test('the file that enables the bootloader is believed where it is shown', () => {
  expect(builtFrom(`NCS 2.4.0\n\nprj.conf:\n\nCONFIG_LOG=y\n\n${LAYOUT}`)).toMatchObject({ arguments: [], notes: [] });
});
