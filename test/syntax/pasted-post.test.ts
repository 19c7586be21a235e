import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pastedPost } from '../../src/syntax/pasted-post.ts';
import { SourceFile } from '../../src/text/source.ts';

const read = (text: string) => pastedPost(new SourceFile('post.txt', text));
const files = (text: string) => read(text).pieces.map(({ file, fromLine, toLine }) => [file, fromLine, toLine]);

const YAML = 'mcuboot_secondary:\n  address: 0x0\n  size: 0x1000\n  region: external_flash';
const OVERLAY = '&spi1 {\n\tstatus = "okay";\n};';
const CONF = '# Flash\nCONFIG_FLASH=y\n\n# Log\nCONFIG_LOG=y';

describe('files without fences', () => {
  test('with captions in front of them', () => {
    const text = `My update does not start.\n\npm_static.yml:\n\n${YAML}\n\napp.overlay:\n\n${OVERLAY}\n\nprj.conf:\n\n${CONF}\n\nWhat is wrong?\n`;
    expect(files(text)).toEqual([
      ['pm_static.yml', 5, 8],
      ['app.overlay', 12, 14],
      ['prj.conf', 18, 22],
    ]);
    expect(read(text).pieces[0]!.why).toBe('looks like a static file of Partition Manager; caption on line 3');
  });

  test('with captions behind them', () => {
    const text = `It does not boot.\n\n${YAML}\n\nStatic partition file.\n\n${OVERLAY}\n\nOverlay file.\n\n${CONF}\n\nprj.conf file\n\nCONFIG_CONSOLE=y\n\noverlay-serial.conf file\n\nmcumgr image list\n`;
    expect(files(text)).toEqual([
      ['pm_static.yml', 3, 6],
      ['app.overlay', 10, 12],
      ['prj.conf', 16, 20],
      ['overlay-serial.conf', 24, 24],
    ]);
  });

  test('without captions, by what they hold', () => {
    expect(files(`${YAML}\n\n${OVERLAY}\n${CONF}\nSB_CONFIG_BOOTLOADER_MCUBOOT=y\n`)).toEqual([
      ['pm_static.yml', 1, 4],
      ['app.overlay', 6, 8],
      ['sysbuild.conf', 9, 14],
    ]);
  });

  test('a forgotten brace does not swallow the next file', () => {
    expect(files(`&spi1 {\n\tstatus = "okay";\n\n${CONF}\n`)).toEqual([
      ['app.overlay', 1, 2],
      ['prj.conf', 4, 8],
    ]);
  });

  test('a mistyped line between two assignments belongs to the file', () => {
    expect(read('CONFIG_A=y\nLOG=y\nCONFIG_B=y\nThanks!\n').pieces.map(({ text }) => text)).toEqual([
      'CONFIG_A=y\nLOG=y\nCONFIG_B=y\n',
    ]);
  });

  test('a line that leads to the next file ends the one before it, without a blank between them', () => {
    expect(files('prj.conf:\nCONFIG_A=y\nAnd to sysbuild.conf I added:\nSB_CONFIG_B=y\nSB_CONFIG_C=y\n')).toEqual([
      ['prj.conf', 2, 2],
      ['sysbuild.conf', 4, 5],
    ]);
  });

  test('what Partition Manager prints when it fails is no file', () => {
    const log = `Partition manager failed: End of last partition\nPartition Configuration:\n${YAML}\n`;
    expect(files(log)).toEqual([]);
    expect(read(log).notes).toEqual(['lines 3-6 are the layout Partition Manager printed, which no build reads']);
  });

  test('indented as a whole, the common indentation goes', () => {
    const [piece] = read('prj.conf:\n\n    CONFIG_A=y\n    CONFIG_B=y\n\nbye\n').pieces;
    expect(piece).toMatchObject({ text: 'CONFIG_A=y\nCONFIG_B=y\n', indent: 4, fromLine: 3, toLine: 4 });
  });
});

describe('files in fences', () => {
  test('take their names from the line in front, the fence, or a comment at the top', () => {
    const text = [
      '**boards/nrf52840dk_nrf52840.overlay**',
      '```dts',
      OVERLAY,
      '```',
      '~~~ conf title="overlay-bt.conf"',
      CONF,
      '~~~',
      '```',
      '# child_image/mcuboot.conf',
      'CONFIG_BOOT_MAX_IMG_SECTORS=256',
      '```',
      '[code]',
      YAML,
      '[/code]',
    ].join('\n');
    expect(read(text).pieces.map(({ file }) => file)).toEqual([
      'boards/nrf52840dk_nrf52840.overlay',
      'overlay-bt.conf',
      'child_image/mcuboot.conf',
      'pm_static.yml',
    ]);
  });

  test('are taken whole, mistakes included', () => {
    const [piece] = read('```\nCONFIG_A = y\n\nsome words\nCONFIG_B=y\n```\n').pieces;
    expect(piece?.text).toBe('CONFIG_A = y\n\nsome words\nCONFIG_B=y\n');
  });

  test('that hold logs or code are left out', () => {
    const text =
      '```\n*** Booting Zephyr OS build v3.3.99-ncs1 ***\nI: Starting bootloader\n```\n```c\nint main(void) {\n\treturn 0;\n}\n```\n';
    expect(read(text).pieces).toEqual([]);
  });

  test('may lie in a quotation', () => {
    const [piece] = read('Bob wrote:\n\n> prj.conf:\n> ```\n> CONFIG_A=y\n> ```\n').pieces;
    expect(piece).toMatchObject({ file: 'prj.conf', text: 'CONFIG_A=y\n', fromLine: 5, indent: 2 });
  });

  test('bare names of images lie where the build looks for them', () => {
    const post = '`mcuboot.conf`:\n```\nCONFIG_BOOT_MAX_IMG_SECTORS=256\n```\n';
    expect(files(post)[0]![0]).toBe('child_image/mcuboot.conf');
    expect(files(`I use NCS v2.9.0.\n\n${post}`)[0]![0]).toBe('sysbuild/mcuboot.conf');
  });
});

test('CRLF and entities change nothing', () => {
  const post = read('app.overlay:\r\n\r\n&amp;spi1 {\r\n\tpin = &lt;1&gt;;\r\n};\r\n');
  expect(post.pieces).toMatchObject([
    { file: 'app.overlay', text: '&spi1 {\n\tpin = <1>;\n};\n', fromLine: 3, toLine: 5 },
  ]);
});

test('what a build wrote is named, not read', () => {
  const { pieces, notes } = read(`build/partitions.yml:\n\n${YAML}\n\nbuild/zephyr/.config:\n\n${CONF}\n`);
  expect(pieces).toEqual([]);
  expect(notes).toEqual([
    'lines 3-6 are the layout a build computed (partitions.yml), which no build reads',
    'lines 10-14 are the Kconfig result of a build (.config), which no build reads',
  ]);
});

test('a static file whose indentation was dropped gets it back', () => {
  const flat =
    'mcuboot:\n# first\naddress: 0x0\nsize: 0xc000\nplacement:\nbefore:\n- app\napp:\naddress: 0xc000\nsize: 0x1000';
  const { pieces, notes } = read(`pm_static.yml:\n\n${flat}\n`);
  expect(pieces[0]!.text).toBe(
    'mcuboot:\n# first\n  address: 0x0\n  size: 0xc000\n  placement:\n    before:\n      - app\napp:\n  address: 0xc000\n  size: 0x1000\n',
  );
  expect(notes).toEqual([
    'lines 3-12 are not indented, as forums show them: keys are read below the names before them',
  ]);
});

test('a static file with some indentation is left as it is', () => {
  const mixed = 'mcuboot:\n  address: 0x0\nsize: 0xc000';
  expect(read(`pm_static.yml:\n\n${mixed}\n`).pieces[0]!.text).toBe(`${mixed}\n`);
});

test('a second file of one name gets another one', () => {
  const { pieces, notes } = read('prj.conf:\n```\nCONFIG_A=y\n```\nnew prj.conf:\n```\nCONFIG_A=n\n```\n');
  expect(pieces.map(({ file }) => file)).toEqual(['prj.conf', 'prj-2.conf']);
  expect(notes).toEqual(['lines 7-7 are a second prj.conf, read as prj-2.conf']);
});

test('a post of words has no pieces', () => {
  expect(
    read('Hello,\n\nhow do I enable MCUboot? I set it in prj.conf: no luck.\nSteps:\n- build\n- flash\n').pieces,
  ).toEqual([]);
  expect(read('').pieces).toEqual([]);
});

describe('the SDK version', () => {
  const versions = (text: string) => read(text).versions.map(({ value }) => value);

  test.each([
    ['I am on nrf connect SDK 2.4 now', ['2.4']],
    ['Using NCS v2.5.1 on Windows', ['2.5.1']],
    ['SDK version: 2.6.0', ['2.6.0']],
    ['C:\\ncs\\v2.4.0\\zephyr>west build', ['2.4.0']],
    ['see https://developer.nordicsemi.com/nRF_Connect_SDK/doc/2.4.0/nrf/index.html', ['2.4.0']],
    ['*** Using nRF Connect SDK v2.9.0-7787b2649840 ***', ['2.9.0']],
    ['*** Booting Zephyr OS build v3.5.99-ncs1 ***', ['2.6']],
    ['*** Booting nRF Connect SDK v3.5.99-ncs1 ***', ['2.6']],
    ['*** Booting Zephyr OS build v3.2.99-ncs1 ***', ['2.2']],
    ['*** Booting Zephyr OS build v4.1.99-ff8f0c579eeb ***', []],
    ['Zephyr version 3.3.0, Zephyr SDK 0.16.1', []],
    ['MCUboot 1.10.0, mcumgr 0.4.0', []],
  ])('%s', (text, expected) => {
    expect(versions(text)).toEqual(expected);
  });

  test('what a machine printed comes before what a person wrote, and that before links', () => {
    expect(
      versions(
        'It worked in NCS 2.3.0.\nhttps://docs.nordicsemi.com/bundle/ncs-2.6.1/page/x.html\n/home/me/ncs/v2.5.1/nrf$ ls\n',
      ),
    ).toEqual(['2.5.1', '2.3.0', '2.6.1']);
  });

  test('the exact one stands for the short one, with its place', () => {
    expect(read('I use nRF Connect SDK 2.4\n\nC:\\ncs\\v2.4.0\\nrf>\n').versions).toEqual([
      { value: '2.4.0', line: 3, why: 'from the path C:\\ncs\\v2.4.0 on line 3 of the post' },
    ]);
  });
});

describe('the board', () => {
  const hints = (text: string) => read(text).boardHints.map(({ kind, text }) => `${kind} ${text}`);

  test.each([
    ['west build -p -b nrf5340dk_nrf5340_cpuapp_ns -- -DX=y', ['board nrf5340dk_nrf5340_cpuapp_ns']],
    ['west build --board nrf54l15dk/nrf54l15/cpuapp', ['board nrf54l15dk/nrf54l15/cpuapp']],
    ['-- Board: nrf9160dk_nrf9160_ns, Revision: 0.14.0', ['board nrf9160dk_nrf9160_ns']],
    ['I have an nRF52840 DK here', ['kit nRF52840 DK', 'soc nRF52840']],
    ['on the nrf5340dk', ['kit nrf5340dk']],
    ['a Thingy:53 and an nRF9160', ['kit Thingy:53', 'soc nRF9160']],
    ['just a board', []],
  ])('%s', (text, expected) => {
    expect(hints(text)).toEqual(expected);
  });

  test('a command comes before the name of a file, and that before words', () => {
    const text = `I have an nRF52840 DK.\n\nboards/nrf52840dk_nrf52840.overlay:\n\n${OVERLAY}\n\nwest build -b nrf52833dk_nrf52833\n`;
    expect(hints(text).slice(0, 3)).toEqual([
      'board nrf52833dk_nrf52833',
      'board nrf52840dk_nrf52840',
      'kit nRF52840 DK',
    ]);
  });

  test('is also spoken for by what overlays refer to, define and switch off', () => {
    const overlay =
      '&i2c0 { status = "disabled"; };\n&qspi {\n\tflash: mx25r6435f@0 {\n\t\t/* &uart9 */\n\t};\n};\n/ {\n\tchosen {\n\t\tx = &flash;\n\t};\n};\n';
    expect(read(`After restarting the dk it hangs.\n\n${overlay}`).boardEvidence).toEqual({
      references: [
        { label: 'i2c0', line: 3 },
        { label: 'qspi', line: 4 },
      ],
      disabled: [{ label: 'i2c0', line: 3 }],
      nodes: [{ parent: 'qspi', label: 'flash', name: 'mx25r6435f@0', line: 5 }],
      kit: { text: 'the dk', line: 1 },
    });
  });
});

test('pieces are in order, apart from each other, and the text of the post', () => {
  const parts = fc.constantFrom(
    'CONFIG_A=y',
    '# c',
    '',
    '&a {',
    '};',
    '/ {',
    'a:',
    '  size: 1',
    '  address: 0',
    '```',
    '~~~',
    '[code]',
    '[/code]',
    '> CONFIG_B=n',
    'prj.conf:',
    'Overlay file.',
    'words',
    '\tx = <1>;',
    '/*',
    '*/',
    'pm_static.yml',
    '    CONFIG_C=1',
    '{',
    '- a',
    '#include <nordic/x.dtsi>',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(parts, fc.string()), { maxLength: 40 }), (lines) => {
      const source = new SourceFile('post', lines.join('\n'));
      let before = 0;
      const names = new Set<string>();
      for (const { file, text, fromLine, toLine, indent } of pastedPost(source).pieces) {
        expect(before < fromLine && fromLine <= toLine && toLine <= source.lineCount).toBe(true);
        expect(text.split('\n')).toHaveLength(toLine - fromLine + 2);
        expect(names.has(file)).toBe(false);
        expect(indent).toBeGreaterThanOrEqual(0);
        names.add(file);
        before = toLine;
      }
    }),
    { numRuns: 500 },
  );
});
