import { expect, test } from 'vitest';
import { lintFiles } from '../linting.ts';

const files = {
  'CMakeLists.txt': 'find_package(Zephyr)\n',
  'prj.conf': 'CONFIG_LOG=y\n',
  'usb.conf': 'CONFIG_USB_DEVICE_STACK=y\n',
  'sample.yaml':
    'tests:\n  app.usb:\n    platform_allow: nrf52840dk_nrf52840\n    extra_args: EXTRA_CONF_FILE=usb.conf\n  app.plain:\n    platform_allow: nrf52840dk_nrf52840\n',
};

test('the report names every configuration with its arguments and the files they add', () => {
  const [application] = lintFiles(files, { version: '2.4.0' }).applications;
  expect(
    application?.configurations.map(({ id, arguments: texts, images }) => ({ id, texts, files: images[0]?.files })),
  ).toEqual([
    {
      id: 'nrf52840dk_nrf52840 (app.usb)',
      texts: ['-DEXTRA_CONF_FILE=usb.conf'],
      files: ['prj.conf', 'usb.conf'],
    },
    { id: 'nrf52840dk_nrf52840', texts: [], files: ['prj.conf'] },
  ]);
  expect(application?.unusedFiles).toEqual([]);
});

test('arguments of the user stand for the build that is meant', () => {
  const given = { version: '2.4.0', buildArguments: ['-DBOARD=nrf52840dk_nrf52840', '-DCONFIG_LOG=n'] };
  const [application] = lintFiles(files, given).applications;
  expect(application?.configurations.map(({ id, arguments: texts }) => ({ id, texts }))).toEqual([
    { id: 'nrf52840dk_nrf52840', texts: given.buildArguments },
  ]);
});
