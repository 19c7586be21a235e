import { expect, test } from 'vitest';
import { ncslint, onDisk } from '../cli/run.ts';
import { folder } from '../linting.ts';

const example = onDisk(folder('examples/originating-case'));
const show = (...args: readonly string[]) => ncslint(['show', ...args], { in: example });

test('shows what was asked for, of the folder one is in', async () => {
  const { code, out, err } = await show('--symbol', 'CONFIG_NORDIC_QSPI_NOR', '--sdk', '2.4.0');
  expect(out).toContain('  app: y\n    decided by  CONFIG_NORDIC_QSPI_NOR=y  prj.conf:15\n');
  expect(out).toContain('bootloader/mcuboot/boot/zephyr/boards/nrf52840dk_nrf52840.conf:2, NCS 2.4.0\n');
  expect([code, err]).toEqual([0, '']);
});

test('takes arguments of the build', async () => {
  const { out } = await show('--symbol', 'CONFIG_FLASH', '--image', 'app', '--', '-DCONFIG_FLASH=n');
  expect(out).toContain('  app: n\n    decided by  -DCONFIG_FLASH=n\n');
});

test('speaks JSON', async () => {
  const { code, out } = await show('--node', 'mx25r64', '--format', 'json');
  const { images } = JSON.parse(out).applications[0].answers[0].answer;
  const size = (image: { node: { properties: { name: string; value: string }[] } }) =>
    image.node.properties.find(({ name }) => name === 'size')?.value;
  expect(images.map(size)).toEqual(['<0x1000000>', '<0x4000000>']);
  expect(code).toBe(0);
});

test('has answered also when there is no such thing', async () => {
  expect((await show('--node', 'mx25r65')).code).toBe(0);
  expect((await ncslint(['show'], { in: onDisk({}) })).code).toBe(0);
});

test('ends with 2 where something cannot be read', async () => {
  expect(await show('nowhere')).toEqual({ code: 2, out: '', err: 'ncslint: nowhere does not exist\n' });
  const broken = onDisk({
    'prj.conf': new Uint8Array([0xff, 0xfe, 0x00, 0xd8]),
    'CMakeLists.txt': 'find_package(Zephyr)\n',
  });
  const { code, err } = await ncslint(['show', '-f', 'json'], { in: broken });
  expect([code, err]).toEqual([2, expect.stringContaining('ncslint: prj.conf ')]);
});
