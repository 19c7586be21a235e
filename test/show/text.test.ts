import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { renderShow } from '../../src/report/show.ts';
import type { Question } from '../../src/show/inspect.ts';
import { type Files, folder } from '../linting.ts';
import { ask } from './asking.ts';

const { 'expected.txt': _, ...example } = folder('examples/originating-case');

const shown = (question: Question, files: Files = example, options: Parameters<typeof ask>[2] = { version: '2.4.0' }) =>
  renderShow(ask(files, question, options), { colorLevel: 0, width: 80 });

/** What stands behind the name of the configuration and the version. */
const answer = (...asked: Parameters<typeof shown>) => shown(...asked).replace(/^.*\n.*\n\n/, '');

describe('a symbol', () => {
  test('of the originating case is on in the application and off in the bootloader', () => {
    expect(shown({ kind: 'symbol', symbol: 'CONFIG_NORDIC_QSPI_NOR' })).toMatchInlineSnapshot(`
      "nrf52840dk_nrf52840
        NCS 2.4.0, child images

      CONFIG_NORDIC_QSPI_NOR
        app: y
          decided by  CONFIG_NORDIC_QSPI_NOR=y  prj.conf:15
          because     an enabled node is compatible with nordic,qspi-nor
                        boards/nrf52840dk_nrf52840.overlay:50
                      CONFIG_FLASH=y  prj.conf:3
        mcuboot: n
          decided by  CONFIG_NORDIC_QSPI_NOR=n
           bootloader/mcuboot/boot/zephyr/boards/nrf52840dk_nrf52840.conf:2, NCS 2.4.0
          because     an enabled node is compatible with nordic,qspi-nor
          zephyr/boards/arm/nrf52840dk_nrf52840/nrf52840dk_nrf52840.dts:219, NCS 2.4.0
                      CONFIG_FLASH=y
                        bootloader/mcuboot/boot/zephyr/prj.conf:23, NCS 2.4.0
      "
    `);
  });

  test('of the README is what it shows', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const excerpt = /```text\n(CONFIG_NORDIC_QSPI_NOR\n[\s\S]*?)```/.exec(readme)?.[1];
    expect(answer({ kind: 'symbol', symbol: 'CONFIG_NORDIC_QSPI_NOR' }).startsWith(excerpt ?? 'no excerpt')).toBe(true);
  });

  test('may be asked for in one image, and without its prefix', () => {
    expect(answer({ kind: 'symbol', symbol: 'BOOT_MAX_IMG_SECTORS', image: 'mcuboot' })).toMatchInlineSnapshot(`
      "CONFIG_BOOT_MAX_IMG_SECTORS
        mcuboot: 128
          decided by  default 128
                        bootloader/mcuboot/boot/zephyr/Kconfig:357, NCS 2.4.0
      "
    `);
  });

  test('names what the deciding line overrode, and what does not count', () => {
    const files = {
      ...example,
      'child_image/mcuboot.conf': 'CONFIG_NORDIC_QSPI_NOR=y\nCONFIG_MCUBOOT=n\nCONFIG_BOOT_MAX_IMG_SECTORS=0x80\n',
    };
    const of = (symbol: string) => answer({ kind: 'symbol', symbol, image: 'mcuboot' }, files);
    expect(of('CONFIG_NORDIC_QSPI_NOR')).toMatchInlineSnapshot(`
      "CONFIG_NORDIC_QSPI_NOR
        mcuboot: y
          decided by  CONFIG_NORDIC_QSPI_NOR=y  child_image/mcuboot.conf:1
          overrides   CONFIG_NORDIC_QSPI_NOR=n
           bootloader/mcuboot/boot/zephyr/boards/nrf52840dk_nrf52840.conf:2, NCS 2.4.0
          because     an enabled node is compatible with nordic,qspi-nor
          zephyr/boards/arm/nrf52840dk_nrf52840/nrf52840dk_nrf52840.dts:219, NCS 2.4.0
                      CONFIG_FLASH=y
                        bootloader/mcuboot/boot/zephyr/prj.conf:23, NCS 2.4.0
      "
    `);
    expect(of('CONFIG_MCUBOOT')).toMatchInlineSnapshot(`
      "CONFIG_MCUBOOT
        mcuboot: y
          decided by  default y  bootloader/mcuboot/boot/zephyr/Kconfig:15, NCS 2.4.0
          ignored     CONFIG_MCUBOOT=n, which does not count: it has no prompt
                        child_image/mcuboot.conf:2
      "
    `);
    expect(of('CONFIG_BOOT_MAX_IMG_SECTORS')).toMatchInlineSnapshot(`
      "CONFIG_BOOT_MAX_IMG_SECTORS
        mcuboot: 128
          decided by  default 128
                        bootloader/mcuboot/boot/zephyr/Kconfig:357, NCS 2.4.0
          ignored     CONFIG_BOOT_MAX_IMG_SECTORS=0x80, which is no int
                        child_image/mcuboot.conf:3
      "
    `);
  });

  test('that the application passes on says so', () => {
    const files = { ...example, 'prj.conf': `${example['prj.conf']}CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY=y\n` };
    const symbol = 'CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY';
    expect(answer({ kind: 'symbol', symbol, image: 'mcuboot' }, files)).toMatchInlineSnapshot(`
      "CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY
        mcuboot: y
          decided by  CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY=y, which the
                        application's build passes on to mcuboot  prj.conf:18
          because     CONFIG_MCUBOOT=y
                        bootloader/mcuboot/boot/zephyr/Kconfig:15, NCS 2.4.0
      "
    `);
  });

  test('of the command line shows the argument', () => {
    const options = { version: '2.4.0', buildArguments: ['-DCONFIG_FLASH=n'] };
    expect(answer({ kind: 'symbol', symbol: 'CONFIG_FLASH', image: 'app' }, example, options)).toMatchInlineSnapshot(`
      "CONFIG_FLASH
        app: n
          decided by  -DCONFIG_FLASH=n
          overrides   CONFIG_FLASH=y  prj.conf:3
      "
    `);
  });

  test('that nobody knows of says what is missing, and what was probably meant', () => {
    expect(answer({ kind: 'symbol', symbol: 'CONFIG_NORDIC_QSPI_NOT', image: 'app' })).toMatchInlineSnapshot(`
      "CONFIG_NORDIC_QSPI_NOT
        app: not known
          missing  CONFIG_NORDIC_QSPI_NOT in the app image (no facts about it in
                     shipped facts of NCS 2.4.0)
        No line speaks of CONFIG_NORDIC_QSPI_NOT; did you mean CONFIG_NORDIC_QSPI_NOR?
      "
    `);
  });

  test('without a board is not known', () => {
    const files = { 'prj.conf': 'CONFIG_FLASH=y\n' };
    expect(answer({ kind: 'symbol', symbol: 'CONFIG_NORDIC_QSPI_NOR', image: 'app' }, files)).toMatchInlineSnapshot(`
      "CONFIG_NORDIC_QSPI_NOR
        app: not known
          missing  the board (pass --board)
          because  it is not known whether an enabled node is compatible with
                     nordic,qspi-nor
      "
    `);
  });

  test('of sysbuild needs a build with sysbuild', () => {
    expect(answer({ kind: 'symbol', symbol: 'SB_CONFIG_BOOTLOADER_MCUBOOT' })).toMatchInlineSnapshot(`
      "SB_CONFIG_BOOTLOADER_MCUBOOT
        This build has no symbols of sysbuild: it is made of child images.
      "
    `);
    const files = { 'prj.conf': '', 'sysbuild.conf': '# the bootloader\nSB_CONFIG_BOOTLOADER_MCUBOOT=y\n' };
    const options = { version: '2.9.0', board: 'nrf52840dk/nrf52840' };
    expect(answer({ kind: 'symbol', symbol: 'SB_CONFIG_BOOTLOADER_MCUBOOT' }, files, options)).toMatchInlineSnapshot(`
      "SB_CONFIG_BOOTLOADER_MCUBOOT
        sysbuild: y
          decided by  SB_CONFIG_BOOTLOADER_MCUBOOT=y  sysbuild.conf:2
          because     SB_CONFIG_SUPPORT_BOOTLOADER=y
                        zephyr/share/sysbuild/images/bootloader/Kconfig:7, NCS 2.9.0
                      SB_CONFIG_SUPPORT_BOOTLOADER_MCUBOOT_ZEPHYR=y
                        zephyr/share/sysbuild/images/bootloader/Kconfig:11, NCS 2.9.0
      "
    `);
    expect(
      answer({ kind: 'symbol', symbol: 'CONFIG_BOOTLOADER_MCUBOOT', image: 'app' }, files, options),
    ).toMatchInlineSnapshot(`
      "CONFIG_BOOTLOADER_MCUBOOT
        app: y
          decided by  CONFIG_BOOTLOADER_MCUBOOT=y, which sysbuild forces upon app
                        sysbuild.conf:2
      "
    `);
  });

  test('of an image that does not exist is answered with a sentence', () => {
    expect(answer({ kind: 'symbol', symbol: 'CONFIG_FLASH', image: 'mcubot' })).toMatchInlineSnapshot(`
      "CONFIG_FLASH
        No image is called mcubot; did you mean mcuboot?
      "
    `);
  });
});

describe('a node', () => {
  test('of the originating case is another chip in each image', () => {
    expect(shown({ kind: 'node', node: 'mx25r64' })).toMatchInlineSnapshot(`
      "nrf52840dk_nrf52840
        NCS 2.4.0, child images

      mx25r64
        app: /soc/qspi@40029000/mx25r6435f@0
          labels     mx25r64
          status     okay, as nothing says otherwise
          chosen as  nordic,pm-ext-flash  boards/nrf52840dk_nrf52840.overlay:4
          boards/nrf52840dk_nrf52840.overlay
            51  compatible = "nordic,qspi-nor" (instead of
                  nrf52840dk_nrf52840.dts:220)
            52  reg = <0> (instead of nrf52840dk_nrf52840.dts:221)
            53  readoc = "fastread" (instead of nrf52840dk_nrf52840.dts:225)
            54  writeoc = "pp" (instead of nrf52840dk_nrf52840.dts:223)
            55  sck-frequency = <0x7a1200> (instead of nrf52840dk_nrf52840.dts:226)
            56  jedec-id = [c2 20 15] (instead of nrf52840dk_nrf52840.dts:227)
            57  size = <0x1000000> (instead of nrf52840dk_nrf52840.dts:234)
          zephyr/boards/arm/nrf52840dk_nrf52840/nrf52840dk_nrf52840.dts, NCS 2.4.0
           228  sfdp-bfp = [e5 20 f1 ff ff ff ff 03 44 eb 08 6b 08 3b 04 bb ee ff ff
                  ff ff ff 00 ff ff ff 00 ff 0c 20 0f 52 10 d8 00 ff 23 72 f5 00 82 ed
                  04 cc 44 83 68 44 30 b0 30 b0 f7 c4 d5 5c 00 be 29 ff f0 d0 ff ff]
           235  has-dpd
           236  t-enter-dpd = <0x2710>
           237  t-exit-dpd = <0x88b8>
        mcuboot: /soc/qspi@40029000/mx25r6435f@0
          labels  mx25r64
          status  okay, as nothing says otherwise
          zephyr/boards/arm/nrf52840dk_nrf52840/nrf52840dk_nrf52840.dts, NCS 2.4.0
           220  compatible = "nordic,qspi-nor"
           221  reg = <0>
           223  writeoc = "pp4io"
           225  readoc = "read4io"
           226  sck-frequency = <0x7a1200>
           227  jedec-id = [c2 28 17]
           228  sfdp-bfp = [e5 20 f1 ff ff ff ff 03 44 eb 08 6b 08 3b 04 bb ee ff ff
                  ff ff ff 00 ff ff ff 00 ff 0c 20 0f 52 10 d8 00 ff 23 72 f5 00 82 ed
                  04 cc 44 83 68 44 30 b0 30 b0 f7 c4 d5 5c 00 be 29 ff f0 d0 ff ff]
           234  size = <0x4000000>
           235  has-dpd
           236  t-enter-dpd = <0x2710>
           237  t-exit-dpd = <0x88b8>
      "
    `);
  });

  test('shows its pins and children', () => {
    expect(
      answer({ kind: 'node', node: '&qspi', image: 'app' }).split('\n').slice(0, 9).join('\n'),
    ).toMatchInlineSnapshot(`
      "&qspi
        app: /soc/qspi@40029000
          labels    qspi
          status    okay  boards/nrf52840dk_nrf52840.overlay:48
          pins      QSPI_SCK P0.31, QSPI_IO0 P0.30, QSPI_IO1 P1.08, QSPI_IO2 P0.26,
                      QSPI_IO3 P0.27, QSPI_CSN P1.10
                      boards/nrf52840dk_nrf52840.overlay:20
          children  mx25r64: mx25r6435f@0
          boards/nrf52840dk_nrf52840.overlay"
    `);
  });

  const path = '/soc/qspi@40029000/mx25r6435f@0';
  test.each(['mx25r64', '&mx25r64', path, `&{${path}}`, 'nordic,pm-ext-flash'])('is found as %s', (node) => {
    expect(answer({ kind: 'node', node, image: 'app' })).toContain(`  app: ${path}\n`);
  });

  test('is found by an alias', () => {
    expect(answer({ kind: 'node', node: 'led0', image: 'app' })).toContain('  app: /leds/led_0\n');
  });

  test('that does not exist is answered with a sentence', () => {
    expect(answer({ kind: 'node', node: '&mx25r65' })).toMatchInlineSnapshot(`
      "&mx25r65
        app: no such node
          No node has the label mx25r65.
          Did you mean &mx25r64?
        mcuboot: no such node
          No node has the label mx25r65.
          Did you mean &mx25r64?
      "
    `);
    expect(answer({ kind: 'node', node: '/soc/qspi@40029001', image: 'app' })).toMatchInlineSnapshot(`
      "/soc/qspi@40029001
        app: no such node
          There is no node /soc/qspi@40029001.
          Did you mean /soc/qspi@40029000?
      "
    `);
    expect(answer({ kind: 'node', node: 'nordic,none', image: 'app' })).toMatchInlineSnapshot(`
      "nordic,none
        app: no such node
          Nothing chooses nordic,none.
      "
    `);
  });

  test('that was taken away tells where', () => {
    const files = { 'prj.conf': '', 'boards/nrf52840dk_nrf52840.overlay': '/delete-node/ &mx25r64;\n' };
    expect(answer({ kind: 'node', node: 'mx25r64' }, files)).toMatchInlineSnapshot(`
      "mx25r64
        app: no such node
          No node has the label mx25r64: it is taken away in
          boards/nrf52840dk_nrf52840.overlay:1.
      "
    `);
  });

  test('of a board that is not known says what is missing', () => {
    const files = { 'prj.conf': '', 'app.overlay': '&qspi {\n\tstatus = "okay";\n};\n' };
    expect(
      answer({ kind: 'node', node: 'qspi' }, files, { version: '2.4.0', board: 'our_board' }),
    ).toMatchInlineSnapshot(`
      "qspi
        app: &qspi
          labels   qspi
          status   okay  app.overlay:2
          missing  the devicetree of the board our_board, and all that it says of the
                     node
          app.overlay
             2  status = "okay"
        mcuboot: not known
          missing  whether mcuboot is part of the build, which needs the Kconfig
                     defaults of the board our_board
      "
    `);
    expect(
      answer({ kind: 'node', node: 'spi1' }, files, { version: '2.4.0', board: 'our_board' }),
    ).toMatchInlineSnapshot(`
      "spi1
        app: not known
          missing  the devicetree of the board our_board
        mcuboot: not known
          missing  whether mcuboot is part of the build, which needs the Kconfig
                     defaults of the board our_board
      "
    `);
  });
});

test('the partitions are a table', () => {
  expect(shown({ kind: 'partitions' })).toMatchInlineSnapshot(`
    "nrf52840dk_nrf52840
      NCS 2.4.0, child images
      static file  pm_static.yml  (first name that exists)

      regions               address         end        size
      flash_primary             0x0    0x100000    0x100000  1 MiB
        from  zephyr/dts/arm/nordic/nrf52840_qiaa.dtsi:11, NCS 2.4.0
      sram_primary       0x20000000  0x20040000     0x40000  256 KiB
        from  zephyr/dts/arm/nordic/nrf52840_qiaa.dtsi:15, NCS 2.4.0
      external_flash            0x0    0x200000    0x200000  2 MiB
        from  boards/nrf52840dk_nrf52840.overlay:57

      static partitions     address         end        size
      mcuboot_secondary         0x0     0xf4000     0xf4000  976 KiB
        in external_flash  pm_static.yml:3
      settings_storage      0xf4000     0xf8000      0x4000  16 KiB
        in external_flash  pm_static.yml:7

      slots of MCUboot      address         end        size
      mcuboot_secondary         0x0     0xf4000     0xf4000  976 KiB
        in external_flash  pm_static.yml:3
      mcuboot_primary        0xc000    0x100000     0xf4000  976 KiB
        in flash_primary
    "
  `);
});

describe('a build', () => {
  test('of child images shows the files of each image in the order they are read', () => {
    expect(shown({ kind: 'build' }, { ...example, 'child_image/mcuboot.conf': '' })).toMatchInlineSnapshot(`
      "nrf52840dk_nrf52840
        board        nrf52840dk_nrf52840, from the name of
                       boards/nrf52840dk_nrf52840.overlay
        SDK          NCS 2.4.0 (shipped facts of NCS 2.4.0), from --sdk
        build        child images, NCS 2.4.0 builds child images
        static file  pm_static.yml  (first name that exists)

        app (application, nrf52840dk_nrf52840)
          Kconfig     zephyr/boards/arm/nrf52840dk_nrf52840/nrf52840dk_nrf52840_defconfig
                        (defconfig of the board, NCS 2.4.0)
                      prj.conf  (base)
          devicetree  zephyr/boards/arm/nrf52840dk_nrf52840/nrf52840dk_nrf52840.dts
                        (devicetree of the board, NCS 2.4.0)
                      boards/nrf52840dk_nrf52840.overlay  (board overlay)
          to add      prj.conf, boards/nrf52840dk_nrf52840.overlay

        mcuboot (bootloader, nrf52840dk_nrf52840)
          built       yes, by CONFIG_BOOTLOADER_MCUBOOT=y  prj.conf:2
          Kconfig     zephyr/boards/arm/nrf52840dk_nrf52840/nrf52840dk_nrf52840_defconfig
                        (defconfig of the board, NCS 2.4.0)
                      bootloader/mcuboot/boot/zephyr/prj.conf
                        (base of mcuboot, NCS 2.4.0)
                      bootloader/mcuboot/boot/zephyr/boards/nrf52840dk_nrf52840.conf
                        (board fragment of mcuboot, NCS 2.4.0)
                      child_image/mcuboot.conf  (fragment for mcuboot)
          devicetree  zephyr/boards/arm/nrf52840dk_nrf52840/nrf52840dk_nrf52840.dts
                        (devicetree of the board, NCS 2.4.0)
                      bootloader/mcuboot/boot/zephyr/app.overlay
                        (overlay of mcuboot, NCS 2.4.0)
          to add      child_image/mcuboot.conf, child_image/mcuboot.overlay
      "
    `);
  });

  test('with sysbuild shows what decides its symbols', () => {
    const files = {
      'prj.conf': '',
      'sysbuild.conf': 'SB_CONFIG_BOOTLOADER_MCUBOOT=y\n',
      'sysbuild/mcuboot.conf': '',
      'sysbuild/b0.conf': '',
      'overlay-extra.conf': '',
    };
    expect(shown({ kind: 'build' }, files, { version: '2.9.0', board: 'nrf52840dk/nrf52840' })).toMatchInlineSnapshot(`
      "nrf52840dk_nrf52840
        board     nrf52840dk_nrf52840, from --board
        SDK       NCS 2.9.0 (shipped facts of NCS 2.9.0), from --sdk
        build     sysbuild, there is a folder sysbuild
        sysbuild  sysbuild.conf  (sysbuild's configuration)

        app (application, nrf52840dk_nrf52840)
          Kconfig     prj.conf  (base of the application)
          devicetree  zephyr/boards/nordic/nrf52840dk/nrf52840dk_nrf52840.dts
                        (devicetree of the board, NCS 2.9.0)
          missing     the files of the board nrf52840dk_nrf52840
          to add      prj.conf, boards/nrf52840dk_nrf52840.overlay

        mcuboot (bootloader, nrf52840dk_nrf52840)
          built       yes, by SB_CONFIG_BOOTLOADER_MCUBOOT=y  sysbuild.conf:1
          Kconfig     bootloader/mcuboot/boot/zephyr/prj.conf
                        (base of mcuboot, NCS 2.9.0)
                      bootloader/mcuboot/boot/zephyr/boards/nrf52840dk_nrf52840.conf
                        (board fragment of mcuboot, NCS 2.9.0)
                      sysbuild/mcuboot.conf  (fragment for mcuboot)
          devicetree  zephyr/boards/nordic/nrf52840dk/nrf52840dk_nrf52840.dts
                        (devicetree of the board, NCS 2.9.0)
                      bootloader/mcuboot/boot/zephyr/app.overlay
                        (overlay of mcuboot, NCS 2.9.0)
          missing     the files of the board nrf52840dk_nrf52840
          to add      sysbuild/mcuboot.conf, sysbuild/mcuboot.overlay

        b0 (nrf52840dk_nrf52840)
          built    no: its files are not read
                     nrf/sysbuild/Kconfig.secureboot:13, NCS 2.9.0
          Kconfig  sysbuild/b0.conf  (fragment for b0)
          missing  the files of the board nrf52840dk_nrf52840
                   what b0 itself brings along
          to add   sysbuild/b0.conf, sysbuild/b0.overlay

      Read by no configuration: overlay-extra.conf
      "
    `);
  });
});

test('configurations with the same answer stand together', () => {
  const files = { 'prj.conf': 'CONFIG_FLASH=y\n', 'prj_release.conf': 'CONFIG_FLASH=y\n', 'prj_debug.conf': '' };
  const report = ask(files, { kind: 'node', node: 'uart0' }, { version: '2.4.0', board: 'nrf52840dk_nrf52840' });
  expect(report.applications[0]?.answers.map(({ configurations }) => configurations.map(({ id }) => id))).toEqual([
    ['nrf52840dk_nrf52840', 'nrf52840dk_nrf52840 debug', 'nrf52840dk_nrf52840 release'],
  ]);
});

test('nothing to show is said', () => {
  expect(shown({ kind: 'build' }, {})).toBe('Nothing to show: no application of the nRF Connect SDK was found.\n');
});

test('colours change nothing of the text, and no control character gets through', () => {
  const files = { ...example, 'app\u202e.conf': '', 'prj.conf': 'CONFIG_X="\u001b[2J"\nCONFIG_BOOTLOADER_MCUBOOT=y\n' };
  for (const question of [
    { kind: 'build' },
    { kind: 'symbol', symbol: 'X' },
    { kind: 'node', node: '\u001b[2J' },
  ] as const) {
    const report = ask(files, question, { version: '2.4.0' });
    const plain = renderShow(report, { colorLevel: 0, width: 80 });
    expect(plain).toMatch(/^[ -~\n]*$/);
    expect(renderShow(report, { colorLevel: 3, width: 80 }).replace(/\u001b\[[\d;]*m/g, '')).toBe(plain);
  }
});
