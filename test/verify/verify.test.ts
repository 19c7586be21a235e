import { readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import type { Difference, Verification } from '../../src/diagnostic/verification.ts';
import { ncslint, onDisk } from '../cli/run.ts';
import { childImages, laidOut, sysbuild } from './builds.ts';

const schemaOf = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8'));
const isValid = new Ajv({ strict: true, strictTypes: false, allowUnionTypes: true })
  .addSchema(schemaOf('report'))
  .compile(schemaOf('verify'));

interface Output {
  readonly verification: Verification | null;
  readonly report: {
    readonly diagnostics: readonly { readonly rule: string; readonly location: { readonly file: string } }[];
    readonly skipped: readonly { readonly file: string; readonly why: string }[];
  };
}

async function verified(folder: string, ...args: readonly string[]) {
  const { code, out, err } = await ncslint(['verify', '-f', 'json', ...args], { in: folder });
  const output = JSON.parse(out) as Output;
  expect(isValid(output), JSON.stringify(isValid.errors)).toBe(true);
  return {
    code,
    err,
    verification: output.verification,
    differences: (output.verification?.differences ?? []).map(short),
    rules: output.report.diagnostics.map(({ rule }) => rule),
    skipped: output.report.skipped.map(({ file, why }) => `${file} ${why}`),
  };
}

const short = ({ image, name, predicted, built, reason }: Difference): string =>
  `${image ?? 'build'}: ${name}: ${predicted.value ?? '-'} -> ${built.value ?? '-'} (${reason.kind})`;

describe('a build with child images, for a board that nobody knows', () => {
  test('rules find what its results say, in its images and for its memory', async () => {
    const { code, rules } = await verified(laidOut(childImages), 'app/build');
    expect(rules).toContain('external-flash/mcuboot-driver');
    expect(rules).toContain('external-flash/mcuboot-chosen');
    expect(code).toBe(1);
  });

  test('what the build has mended is not found', async () => {
    const mended = {
      ...childImages,
      'app/build/mcuboot/zephyr/.config': `${childImages['app/build/mcuboot/zephyr/.config']}CONFIG_NORDIC_QSPI_NOR=y\n`,
      'app/build/mcuboot/zephyr/zephyr.dts': childImages['app/build/zephyr/zephyr.dts']!,
    };
    const { rules } = await verified(laidOut(mended), 'app/build');
    expect(rules).not.toContain('external-flash/mcuboot-driver');
    expect(rules).not.toContain('external-flash/mcuboot-chosen');
  });

  test('a value points to the line of the sources where they agree, else to the line of .config', async () => {
    const folder = laidOut({
      ...childImages,
      'app/prj.conf': `${childImages['app/prj.conf']}CONFIG_BOOTLOADER_MCUBOOT=y\n`,
    });
    const { out } = await ncslint(['verify', 'app/build'], { in: folder });
    expect(out).toContain('::: app/prj.conf:2:1');
    writeFileSync(join(folder, 'app/prj.conf'), '');
    utimesSync(join(folder, 'app/prj.conf'), 3600, 3600);
    expect((await ncslint(['verify', 'app/build'], { in: folder })).out).toContain('::: app/build/zephyr/.config:4:1');
  });

  test('a partition that lies elsewhere than the static file says is a difference', async () => {
    const folder = laidOut({
      ...childImages,
      'app/build/partitions.yml': childImages['app/build/partitions.yml']!.replace('size: 0xe0000', 'size: 0xf0000'),
    });
    const { differences, verification } = await verified(folder, 'app/build');
    expect(differences).toContain(
      'build: mcuboot_secondary: 0x0 to 0xe0000 in external_flash -> 0x0 to 0xf0000 in external_flash (mistake)',
    );
    expect(verification?.compared.partitions).toEqual({ equal: 1, different: 1, unknown: 1 });
  });

  test('a property that another file than the overlay has decided is a difference', async () => {
    const folder = laidOut({
      ...childImages,
      'app/build/zephyr/zephyr.dts': childImages['app/build/zephyr/zephyr.dts']!.replace(
        /(spi3: [^}]*)"okay"/,
        '$1"disabled"',
      ),
    });
    expect((await verified(folder, 'app/build')).differences).toContain(
      'app: status of /soc/spi@4002f000: "okay" -> "disabled" (mistake)',
    );
  });
});

describe('a zephyr.dts that says where its lines come from', () => {
  const dts = [
    "/* node '/' defined in zephyr/dts/common/skeleton.dtsi:9 */",
    '/ {',
    "\t/* node '/soc' defined in zephyr/dts/arm/soc.dtsi:20 */",
    '\tsoc {',
    '\t\tranges; /* in zephyr/dts/arm/soc.dtsi:21 */',
    '\t\tpads = < 0x1 >,',
    '\t\t       < 0x2 >; /* in ../../ci/app/extra.overlay:2 */',
    '\t};',
    '};',
    '',
  ].join('\n');

  test('points to these lines, of the SDK and of the project', async () => {
    const folder = laidOut({
      ...sysbuild,
      'app/extra.overlay': '/ { soc {\n\tpads = <1 2>;\n}; };\n',
      'app/build/app/zephyr/zephyr.dts': dts,
    });
    const { verification } = await verified(folder, 'app/build');
    const placeOf = (name: string) => verification?.differences.find((one) => one.name === name)?.built.place;
    expect(placeOf('pads of /soc')).toEqual({
      kind: 'project',
      file: 'app/extra.overlay',
      line: 2,
      text: 'pads = <1 2>;',
    });
    expect(placeOf('/soc')).toBeUndefined();
  });
});

describe('a build with sysbuild', () => {
  test('a symbol that only such a file sets has it for its reason', async () => {
    const folder = laidOut({
      ...sysbuild,
      'app/prj.conf': 'CONFIG_FLASH=y\nCONFIG_MAIN_STACK_SIZE=2048\n',
    });
    expect((await verified(folder, 'app/build')).differences).toContain(
      'app: CONFIG_MAIN_STACK_SIZE: 2048 -> 8192 (argument)',
    );
  });

  test('files that it has read and no argument names are missing arguments, ignored lines are said', async () => {
    const { differences, verification } = await verified(laidOut(sysbuild), 'app/build');
    expect(differences).toEqual([
      'app: app/release.conf: - -> read (argument)',
      'app: CONFIG_MY_SENSOR: y -> - (ignored)',
    ]);
    expect(verification?.images).toEqual([
      { name: 'app', board: 'nrf52840dk', config: 'app/build/app/zephyr/.config', devicetree: null },
    ]);
  });

  test('an image that nobody expected is a difference, and rules see it', async () => {
    const folder = laidOut({ ...sysbuild, 'app/build/mcuboot/zephyr/.config': 'CONFIG_BOARD="nrf52840dk"\n' });
    const { differences } = await verified(folder, 'app/build');
    expect(differences).toContain('mcuboot: mcuboot: - -> part of the build (mistake)');
  });

  test('what is newer than the build is named, and is the reason for every difference', async () => {
    const folder = laidOut(sysbuild);
    utimesSync(join(folder, 'app/prj.conf'), 9000, 9000);
    const { differences, verification } = await verified(folder, 'app/build');
    expect(verification?.changed).toEqual(['app/prj.conf']);
    expect(differences).toContain('app: CONFIG_MY_SENSOR: y -> - (changed)');
  });

  test('the folder of one image gives the whole build', async () => {
    const { verification } = await verified(laidOut(sysbuild), 'app/build/app');
    expect(verification?.folder).toBe('app/build');
  });
});

describe('the report for people', () => {
  test('says findings, differences and how much was compared', async () => {
    const folder = laidOut(sysbuild);
    const { out } = await ncslint(['verify', 'app/build'], { in: folder });
    await expect(out).toMatchFileSnapshot('__snapshots__/sysbuild.txt');
  });

  test('is short where all is as expected', async () => {
    const agreeing = {
      ...sysbuild,
      'app/prj.conf': 'CONFIG_FLASH=y\nCONFIG_MAIN_STACK_SIZE=8192\n',
      'app/build/app/build_info.yml': '',
    };
    const { out } = await ncslint(['verify', 'app/build'], { in: laidOut(agreeing) });
    expect(out).toContain('Built as its sources say: app/build');
    expect(out).not.toContain('differs');
  });
});

test('what CMake leaves open is computed from the files that the build has noted', async () => {
  const files = {
    ...childImages,
    'app/CMakeLists.txt': 'set(DTC_OVERLAY_FILE ${SOMEWHERE}/x.overlay)\nfind_package(Zephyr)\n',
    'app/build/CMakeCache.txt': childImages['app/build/CMakeCache.txt']!.replaceAll(
      'my_board',
      'nrf52840dk_nrf52840',
    ).replace('/ci/boards', '/ncs/v2.4.0/zephyr/boards'),
    'app/boards/nrf52840dk_nrf52840.overlay': '&spi3 { status = "okay"; };\n',
  };
  const { verification } = await verified(laidOut(files), 'app/build');
  expect(verification?.compared.nodes.unknown).toBe(0);
});

test('a file that was expected and not read is named', async () => {
  const files = { ...childImages, 'app/boards/my_board.conf': 'CONFIG_MAIN_STACK_SIZE=4096\n' };
  const { differences } = await verified(laidOut(files), 'app/build');
  expect(differences).toContain('app: app/boards/my_board.conf: read -> - (unread)');
  expect(differences).toContain('app: CONFIG_MAIN_STACK_SIZE: 4096 -> 2048 (unread)');
});

test('modules from elsewhere may be the reason', async () => {
  const files = {
    ...sysbuild,
    'app/build/app/CMakeCache.txt': `${sysbuild['app/build/app/CMakeCache.txt']}ZEPHYR_MINE_MODULE_DIR:PATH=/home/me/mine\n`,
    'app/build/zephyr/.config': sysbuild['app/build/zephyr/.config']!.replace('SB_CONFIG_SUPPORT_QSPI_XIP=y\n', ''),
  };
  const { verification } = await verified(laidOut(files), 'app/build');
  expect(verification?.differences.find(({ name }) => name === 'SB_CONFIG_SUPPORT_QSPI_XIP')?.reason).toEqual({
    kind: 'module',
    text: 'the build has modules that are not of the SDK: /home/me/mine',
  });
});

describe('a build without its sources', () => {
  const alone = Object.fromEntries(
    Object.entries(childImages).flatMap(([name, text]) =>
      name.startsWith('app/build/') ? [[name.replace('app/build', 'artifact'), text]] : [],
    ),
  );

  test('is checked all the same, and compared with nothing', async () => {
    const { code, rules, verification, skipped } = await verified(laidOut(alone), 'artifact');
    expect(rules).toContain('external-flash/mcuboot-chosen');
    expect(verification?.compared.symbols).toEqual({ equal: 0, different: 0, unknown: 0 });
    expect(skipped).toEqual(['artifact is a build of /ci/app, which is not here']);
    expect(code).toBe(1);
  });

  test('says so', async () => {
    const { out } = await ncslint(['verify', 'artifact'], { in: laidOut(alone) });
    expect(out).toContain('Not compared: artifact\n  there is nothing here that it was built from');
  });
});

test('--quiet prints findings only', async () => {
  const { out } = await ncslint(['verify', '-q', 'app/build'], { in: laidOut(sysbuild) });
  expect(out).toBe('');
});

describe('a build with another version of the SDK than the one at hand', () => {
  const header = 'app/build/app/zephyr/include/generated/ncs_version.h';
  const files = {
    ...sysbuild,
    'app/build/zephyr/.config': sysbuild['app/build/zephyr/.config']!.replace('SB_CONFIG_SUPPORT_QSPI_XIP=y\n', ''),
  };

  const of = (version: string) => ({ ...files, [header]: `#define NCS_VERSION_STRING "${version}"\n` });

  test('has that for a reason, and does not hide behind it', async () => {
    expect((await verified(laidOut(of('2.8.0')), 'app/build')).differences).toContain(
      'build: SB_CONFIG_SUPPORT_QSPI_XIP: y -> n (version)',
    );
    const { out } = await ncslint(['verify', 'app/build'], { in: laidOut(of('2.8.0')) });
    expect(out.replace(/\s+/g, ' ')).toMatch(
      /built with NCS 2\.8\.0, and is computed as for NCS 2\.[79]\.0: the SDK has changed in between, or it is a mistake of ncslint/,
    );
  });

  test('that hardly differs is none', async () => {
    expect((await verified(laidOut(of('2.9.2')), 'app/build')).differences).toContain(
      'build: SB_CONFIG_SUPPORT_QSPI_XIP: y -> n (mistake)',
    );
  });

  test('shows these differences last', async () => {
    const { out } = await ncslint(['verify', 'app/build'], { in: laidOut(of('2.8.0')) });
    expect(out.indexOf('CONFIG_MY_SENSOR')).toBeLessThan(out.indexOf('SB_CONFIG_SUPPORT_QSPI_XIP'));
  });

  test('a Zephyr that is not the one of the SDK is one', async () => {
    const plain = `${sysbuild['app/build/app/zephyr/.config']}CONFIG_ZEPHYR_HAL_NORDIC_MODULE=y\n`;
    const differences = async (config: string) =>
      (await verified(laidOut({ ...of('2.9.0'), 'app/build/app/zephyr/.config': config }), 'app/build')).differences;
    const name = 'build: SB_CONFIG_SUPPORT_QSPI_XIP: y -> n';
    expect(await differences(plain)).toContain(`${name} (version)`);
    expect(await differences(`${plain}CONFIG_ZEPHYR_NRF_MODULE=y\n`)).toContain(`${name} (mistake)`);
  });
});

describe('what the build itself knows best', () => {
  test('the non-secure target of a board, whose name in .config is that of the secure one', async () => {
    const cache = childImages['app/build/CMakeCache.txt']!.replace('BOARD:STRING=my_board\n', '');
    const config = childImages['app/build/zephyr/.config']!;
    const board = async (more: string) =>
      (
        await verified(
          laidOut({
            ...childImages,
            'app/build/CMakeCache.txt': cache,
            'app/build/zephyr/.config': config.replace(/my_board/, 'nrf9160dk_nrf9160') + more,
          }),
          'app/build',
        )
      ).verification?.images[0]?.board;
    expect(await board('CONFIG_BOARD_NRF9160DK_NRF9160=y\n')).toBe('nrf9160dk_nrf9160');
    expect(await board('CONFIG_BOARD_NRF9160DK_NRF9160_NS=y\n')).toBe('nrf9160dk_nrf9160_ns');
  });

  test('a shield that CMakeLists.txt sets brings nodes that nobody misses', async () => {
    const dk = (text: string): string => text.replaceAll('my_board', 'nrf52840dk_nrf52840');
    const onDk = Object.fromEntries(Object.entries(childImages).map(([name, text]) => [dk(name), dk(text)]));
    const nodes = async (cmake: string) =>
      (await verified(laidOut({ ...onDk, 'app/CMakeLists.txt': cmake }), 'app/build')).differences.filter(
        (difference) => difference.startsWith('app: /pads'),
      );
    expect(await nodes(childImages['app/CMakeLists.txt']!)).toEqual(['app: /pads: - -> a node (mistake)']);
    expect(await nodes(`set(SHIELD my_shield)\n${childImages['app/CMakeLists.txt']}`)).toEqual([]);
  });
});

describe('what is broken or hostile', () => {
  test.each([
    ['no such folder', ['app/none'], 'app/none is no folder'],
    ['a folder that was not built in', ['app'], 'there is no CMakeCache.txt in app'],
  ])('%s is refused', async (_, args, message) => {
    const { code, err } = await ncslint(['verify', ...args], { in: laidOut(sysbuild) });
    expect({ code, err }).toEqual({ code: 2, err: `ncslint: ${message}\n` });
  });

  test('a devicetree that is none is left out, and the sources stand in its place', async () => {
    const folder = laidOut({ ...childImages, 'app/build/zephyr/zephyr.dts': '/ { a = <' });
    const { verification, skipped } = await verified(folder, 'app/build');
    expect(verification?.images[0]?.devicetree).toBeNull();
    expect(skipped.some((text) => text.startsWith('app/build/zephyr/zephyr.dts is no devicetree'))).toBe(true);
  });

  test.each(['partitions.yml', 'regions.yml', 'zephyr/.config', 'mcuboot/zephyr/.config', 'CMakeCache.txt'])(
    'a %s of nonsense is survived',
    async (name) => {
      const folder = laidOut({ ...childImages, [`app/build/${name}`]: '\u0001{{{]: &a *a\n=CONFIG_=\n\t- x' });
      const { code, out } = await ncslint(['verify', 'app/build'], { in: folder });
      expect([0, 1, 2]).toContain(code);
      expect(out).not.toContain('\u0001');
    },
  );

  test('a .config that is too large is not read, and said', async () => {
    const folder = laidOut({ ...sysbuild, 'app/build/app/zephyr/.config': 'CONFIG_A=y\n'.repeat(1_000_000) });
    const { code, skipped } = await verified(folder, 'app/build');
    expect(skipped.some((text) => /^app\/build\/app\/zephyr\/\.config .*larger/.test(text))).toBe(true);
    expect(code).toBe(2);
  });

  test('a link out of the build is not followed', async () => {
    const elsewhere = onDisk({ secret: 'CONFIG_SECRET=y\n' });
    const { 'app/build/app/zephyr/.config': _, ...rest } = sysbuild;
    const folder = laidOut({ ...rest, 'app/build/app/zephyr/zephyr.dts': '/ { };\n' });
    symlinkSync(join(elsewhere, 'secret'), join(folder, 'app/build/app/zephyr/.config'));
    const { verification, skipped } = await verified(folder, 'app/build');
    expect(verification?.images[0]?.config).toBeNull();
    expect(skipped).toContain('app/build/app/zephyr/.config is a link that leads out of what may be read');
  });
});
