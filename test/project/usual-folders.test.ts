import { describe, expect, test } from 'vitest';
import { type Files, findings, lintFiles } from '../linting.ts';

const project = { 'CMakeLists.txt': 'find_package(Zephyr REQUIRED)\nproject(app)\n' };
const filesOf = (files: Files, options: Parameters<typeof lintFiles>[1]): readonly string[] =>
  lintFiles({ ...project, ...files }, options).applications.flatMap(({ configurations }) =>
    configurations.flatMap(({ images }) => images.find(({ name }) => name === 'app')?.files ?? []),
  );

describe('an application without a prj.conf of its own', () => {
  const board = 'nrf52840dk_nrf52840';

  test('has its files in a folder for the board', () => {
    const files = { [`configuration/${board}/prj.conf`]: '', [`configuration/${board}/pm_static.yml`]: 'a: {}\n' };
    expect(filesOf(files, { board, version: '2.4.0' })).toEqual(Object.keys(files));
    expect(filesOf(files, { board, version: '2.9.0' })).toEqual(Object.keys(files));
  });

  test('or in one for all boards', () => {
    const files = { 'configuration/prj.conf': '', [`configuration/boards/${board}.overlay`]: '' };
    expect(filesOf(files, { board, version: '2.9.0' })).toEqual(Object.keys(files));
  });

  test('finds the files that arguments name there', () => {
    const files = { [`configuration/${board}/prj.conf`]: '', [`configuration/${board}/debug.conf`]: '' };
    const options = { board, version: '2.4.0', buildArguments: ['-DEXTRA_CONF_FILE=debug.conf'] };
    expect(filesOf(files, options)).toEqual(Object.keys(files));
  });

  test('keeps to its own files where there is a prj.conf', () => {
    const files = { 'prj.conf': '', [`configuration/${board}/prj.conf`]: '' };
    expect(filesOf(files, { board, version: '2.4.0' })).toEqual(['prj.conf']);
  });
});

describe('the folder of a board', () => {
  const layout = 'mcuboot_secondary:\n  address: 0x0\n  size: 0x10001\n';

  test('is built for the board, once for each of its static files', () => {
    const report = lintFiles(
      {
        ...project,
        'Kconfig.board': '',
        tracker_ns_defconfig: '',
        'tracker_ns.dts': '',
        'tracker_pm_static.yml': layout,
        'tracker_pm_static_carrier.yml': layout,
        'other_pm_static.yml': layout,
      },
      { version: '2.4.0' },
    );
    const [application] = report.applications;
    expect(application?.configurations.map(({ board }) => board?.value)).toEqual(['tracker_ns', 'tracker_ns']);
    expect(application?.configurations.flatMap(({ images }) => images[0]?.files)).toEqual([
      'tracker_ns_defconfig',
      'tracker_ns.dts',
      'tracker_pm_static.yml',
      'tracker_ns_defconfig',
      'tracker_ns.dts',
      'tracker_pm_static_carrier.yml',
    ]);
  });

  test('is built for a board without a static file, too', () => {
    const files = { ...project, 'Kconfig.board': '', tracker_defconfig: '', 'tracker.dts': '' };
    const [application] = lintFiles(files, { version: '2.4.0' }).applications;
    expect(application?.configurations.map(({ board }) => board?.value)).toEqual(['tracker']);
  });

  test('says nothing of what its applications give the bootloader', () => {
    const slots = `mcuboot: {address: 0x0, size: 0xc000}
mcuboot_primary: {address: 0xc000, size: 0x90000, span: [mcuboot_pad, app]}
mcuboot_pad: {address: 0xc000, size: 0x200}
mcuboot_secondary: {address: 0x0, size: 0x90000, region: external_flash}
`;
    const found = (more: Files) =>
      findings(
        lintFiles({ ...project, tracker_defconfig: 'CONFIG_BOOTLOADER_MCUBOOT=y\n', ...more }, { version: '2.4.0' }),
      ).filter((one) => /mcuboot|external-flash/.test(one));
    const board = { 'Kconfig.board': '', 'tracker.dts': '', 'tracker_pm_static.yml': slots };
    expect(found(board)).toEqual([]);
  });

  test('nor of what they choose, and how much they make of a board that is known', () => {
    const name = 'thingy91x_nrf5340';
    const files = {
      ...project,
      'Kconfig.sysbuild': 'choice BOOTLOADER\n\tdefault BOOTLOADER_MCUBOOT\nendchoice\n',
      'board.yml': 'board:\n  name: thingy91x\n  socs:\n    - name: nrf5340\n',
      [`${name}_cpuapp.dts`]: '',
      [`${name}_cpuapp_defconfig`]: '',
    };
    const slots = 'mcuboot_primary: {address: 0xc000, size: 0x90000, span: [mcuboot_pad, app]}\n';
    const outside = 'mcuboot_secondary: {address: 0x0, size: 0x90000, region: external_flash}\n';
    const inBoard = lintFiles({ ...files, [`${name}_pm_static.yml`]: slots + outside }, { version: '2.7.0' });
    expect(findings(inBoard).filter((one) => one.startsWith('error'))).toEqual([]);
    // The same in an application, which says all that there is to say.
    const inApplication = lintFiles(
      { ...files, 'prj.conf': '', 'pm_static.yml': slots + outside },
      { version: '2.7.0', board: `${name}_cpuapp` },
    );
    const errors = findings(inApplication).filter((one) => one.startsWith('error'));
    expect(errors.join()).toMatch(/chosen-missing.*max-image-sectors|max-image-sectors.*chosen-missing/);
  });
});
