import { describe, expect, test } from 'vitest';
import { lint } from '../../src/lint/lint.ts';
import { known } from '../../src/model/fact.ts';
import { type ImageTree, type ImageTreeInputs, imageTree } from '../../src/project/image-devicetree.ts';
import { Workspace } from '../../src/project/workspace.ts';
import { Checkout } from '../../src/sdk/checkout.ts';
import { withCheckout } from '../../src/sdk/checkout-facts.ts';
import { memoryFiles } from '../../src/text/memory-files.ts';
import { findings, shippedKnowledge } from '../linting.ts';

type Files = Readonly<Record<string, string>>;

/** A little SDK: paths are those in its workspace. */
const SDK: Files = {
  'nrf/VERSION': '2.4.0\n',
  'nrf/zephyr/module.yml': 'build:\n  settings:\n    board_root: .\n    dts_root: .\n    snippet_root: .\n',
  'zephyr/Kconfig.zephyr': '',
  'zephyr/dts/arm/acme/fox1.dtsi':
    '#include <dt-bindings/fox.h>\n/ { soc { led0: led@0 { reg = <0>; pin = <FOX_PIN>; }; }; };\n',
  'zephyr/include/zephyr/dt-bindings/fox.h': '#define FOX_PIN 1\n',
  'zephyr/boards/arm/fox_fox1/fox_fox1_defconfig': '',
  'zephyr/boards/arm/fox_fox1/fox_fox1.dts':
    '#include <acme/fox1.dtsi>\n#define OF_BOARD 7\n&led0 { from = "board"; };\n',
};

/** The tree of an application in /app; `led` are the properties of &led0. */
/** Evaluates images with one and the same SDK. */
function images(files: Files): (inputs: Partial<ImageTreeInputs>) => ImageTree {
  const at = (path: string): string => (path.startsWith('app/') ? `/${path}` : `/w/${path}`);
  const disk = memoryFiles(
    Object.fromEntries(Object.entries({ ...SDK, ...files }).map(([path, text]) => [at(path), text])),
  );
  const facts = withCheckout(shippedKnowledge('2.4.0', 'child-image')!.facts, Checkout.open(disk, '/w')!);
  const workspace = new Workspace(disk, ['/app']);
  return (inputs) =>
    imageTree({
      workspace,
      root: '/app',
      sdk: known(facts),
      board: 'fox_fox1',
      revision: undefined,
      hidden: undefined,
      ownOverlays: [],
      overlays: Object.keys(files).flatMap((path) => (/^app\/.*\.overlay$/.test(path) ? [`/${path}`] : [])),
      ...inputs,
    });
}

function built(files: Files, inputs: Partial<ImageTreeInputs> = {}) {
  const { devicetree, boardDevicetree } = images(files)(inputs);
  const led = devicetree.labelled('led0');
  const properties = led.known ? [...(led.value?.properties ?? [])] : [];
  return {
    devicetree,
    boardDevicetree,
    led: Object.fromEntries(properties.map(([name, { values }]) => [name, text(values)])),
  };
}

const text = ([value]: readonly { readonly kind: string }[]): unknown => {
  if (value?.kind === 'string') return (value as unknown as { text: string }).text;
  const [cell] = (value as unknown as { cells?: { value: bigint }[] } | undefined)?.cells ?? [];
  return cell ? Number(cell.value) : true;
};

describe('a devicetree with an SDK', () => {
  test('is made of the files of the SDK, with the macros of the board for overlays', () => {
    const { led, devicetree } = built({ 'app/boards/a.overlay': '&led0 { own = <OF_BOARD>; };\n' });
    expect(led).toEqual({ reg: 0, pin: 1, from: 'board', own: 7 });
    const from = devicetree.labelled('led0');
    expect(from.known && from.value?.property('from')).toMatchObject({
      origins: [{ kind: 'sdk', sdk: '2.4.0', path: 'zephyr/boards/arm/fox_fox1/fox_fox1.dts', line: 3 }],
    });
  });

  test('has the board alone, too', () => {
    const { boardDevicetree } = built({ 'app/boards/a.overlay': '/delete-node/ &led0;\n' });
    expect(boardDevicetree.labelled('led0')).toMatchObject({ known: true, value: { path: '/soc/led@0' } });
  });

  test('knows what the user deletes and the SDK refers to', () => {
    const { devicetree } = built({
      'zephyr/boards/arm/fox_fox1/fox_fox1.dts': '#include <acme/fox1.dtsi>\n/ { aliases { a = &led0; }; };\n',
      'app/boards/a.overlay': '/delete-node/ &led0;\n',
    });
    expect(devicetree.danglingReferences).toMatchObject([{ text: '&led0', usedBy: { text: 'a of /aliases' } }]);
  });

  test.each<[string, Files, string]>([
    [
      'a module before the application',
      { 'nrf/dts/x.dtsi': '&led0 { from = "nrf"; };', 'app/dts/x.dtsi': '&led0 { from = "app"; };' },
      'nrf',
    ],
    [
      'the application before the board',
      { 'app/dts/x.dtsi': '&led0 { from = "app"; };', 'zephyr/boards/arm/fox_fox1/dts/x.dtsi': '' },
      'app',
    ],
    [
      'the board before Zephyr',
      { 'zephyr/boards/arm/fox_fox1/dts/x.dtsi': '&led0 { from = "own"; };', 'zephyr/dts/arm/x.dtsi': '' },
      'own',
    ],
  ])('searches %s', (_, files, from) => {
    expect(built({ ...files, 'app/boards/a.overlay': '#include <x.dtsi>\n' }).led.from).toBe(from);
  });

  test.each<[string, string | undefined, string]>([
    ['the default revision', undefined, 'r1'],
    ['the one that was given', '2.0.0', 'r2'],
    ['the next lower one', '1.5.0', 'r1'],
  ])('takes %s', (_, revision, from) => {
    const board = 'zephyr/boards/arm/fox_fox1';
    const { led } = built(
      {
        [`${board}/revision.cmake`]:
          'board_check_revision(FORMAT MAJOR.MINOR.PATCH DEFAULT_REVISION 1.0.0 VALID_REVISIONS 1.0.0 2.0.0)\n',
        [`${board}/fox_fox1_1_0_0.overlay`]: '&led0 { from = "r1"; };\n',
        [`${board}/fox_fox1_2_0_0.overlay`]: '&led0 { from = "r2"; };\n',
      },
      { revision },
    );
    expect(led.from).toBe(from);
  });

  test('finds boards of hardware model v2, also where the name of a file leaves the only SoC out', () => {
    const hare = 'nrf/boards/acme/hare';
    const files = {
      [`${hare}/board.yml`]:
        'board:\n  name: hare\n  socs:\n    - name: nrf5340\n  revision:\n    format: letter\n    default: B\n    revisions:\n      - name: A\n      - name: B\n',
      [`${hare}/hare_cpuapp.dts`]: '#include <acme/fox1.dtsi>\n',
      [`${hare}/hare_nrf5340_cpuapp_B.overlay`]: '&led0 { from = "B"; };\n',
    };
    expect(built(files, { board: 'hare_nrf5340_cpuapp' }).led).toEqual({ reg: 0, pin: 1, from: 'B' });
  });

  test('takes shields and snippets, the former before the overlays of the application, the latter behind them', () => {
    const files = {
      'zephyr/boards/shields/hat/Kconfig.shield': '',
      'zephyr/boards/shields/hat/hat.overlay': '#include "part.dtsi"\n&led0 { order = "shield"; };\n',
      'zephyr/boards/shields/hat/part.dtsi': '&led0 { hat; };\n',
      'zephyr/boards/shields/hat/boards/fox_fox1.overlay': '&led0 { on-fox; };\n',
      'nrf/snippets/loud/snippet.yml':
        'name: loud\nappend:\n  EXTRA_DTC_OVERLAY_FILE: loud.overlay\nboards:\n  /fox_.*/:\n    append:\n      EXTRA_DTC_OVERLAY_FILE: fox.overlay\n',
      'nrf/snippets/loud/loud.overlay': '&led0 { order = "snippet"; };\n',
      'nrf/snippets/loud/fox.overlay': '&led0 { loud; };\n',
      'app/boards/a.overlay': '&led0 { order = "application"; };\n',
    };
    const { led } = built(files, { shields: ['hat'] });
    expect(led).toMatchObject({ hat: true, 'on-fox': true, order: 'application' });
    expect(built(files, { shields: ['hat'], snippets: ['loud'] }).led).toMatchObject({ loud: true, order: 'snippet' });
  });

  test('takes the files of a shield that leave the only SoC of the board out', () => {
    const files = {
      'zephyr/boards/acme/wolf/board.yml': 'board:\n  name: wolf\n  socs:\n    - name: nrf52840\n',
      'zephyr/boards/acme/wolf/wolf.dts': '#include <acme/fox1.dtsi>\n',
      'zephyr/boards/shields/hat/Kconfig.shield': '',
      'zephyr/boards/shields/hat/hat.overlay': '',
      'zephyr/boards/shields/hat/boards/wolf.overlay': '&led0 { on-wolf; };\n',
    };
    expect(built(files, { board: 'wolf_nrf52840', shields: ['hat'] }).led).toMatchObject({ 'on-wolf': true });
  });

  test('knows the snippets of nrf where no module names them, and not those that are not there', () => {
    const files = {
      'nrf/zephyr/module.yml': 'build: {}\n',
      'nrf/snippets/loud/snippet.yml': 'name: loud\nappend:\n  EXTRA_DTC_OVERLAY_FILE: loud.overlay\n',
      'nrf/snippets/loud/loud.overlay': '&led0 { loud; };\n',
    };
    expect(built(files, { snippets: ['loud'] }).led).toMatchObject({ loud: true });
    // The same board without it is another tree.
    const image = images({});
    const of = (snippets: readonly string[]) => image({ snippets }).devicetree.base.known;
    expect([of([]), of(['none'])]).toEqual([true, false]);
  });

  test("reads the board's file once, for images with overlays of their own too", () => {
    const image = images({ 'nrf/usb.overlay': '&led0 { usb = <OF_BOARD>; };\n' });
    const [app, mcuboot] = [image({}), image({ ownOverlays: ['nrf/usb.overlay'] })];
    expect(mcuboot.sources?.parsed).toHaveLength(2);
    expect(mcuboot.sources?.parsed[0]).toBe(app.sources?.parsed[0]);
    const properties = ({ devicetree }: typeof app) => {
      const led = devicetree.labelled('led0');
      return led.known && [...(led.value?.properties.keys() ?? [])];
    };
    expect(properties(app)).toEqual(['reg', 'pin', 'from']);
    expect(properties(mcuboot)).toEqual(['reg', 'pin', 'from', 'usb']);
  });

  test.each<[string, Files, Partial<ImageTreeInputs>, string]>([
    ['a shield that is not there', {}, { shields: ['none'] }, 'the files of shield none'],
    [
      'a module that nobody fetched',
      { 'zephyr/boards/arm/fox_fox1/fox_fox1.dts': '#include <acme/fox1.dtsi>\n#include <gone.dtsi>\n' },
      {},
      'the file gone.dtsi (included at zephyr/boards/arm/fox_fox1/fox_fox1.dts:2)',
    ],
    ['a board that it does not have', {}, { board: 'wolf' }, 'the devicetree of the board wolf'],
  ])('is not known for want of %s', (_, files, inputs, missing) => {
    expect(built(files, inputs).devicetree.node('/none')).toMatchObject({ known: false, missing });
  });
});

describe('the rules with an SDK', () => {
  const lintIn = (overlay: string, files: Files = {}) => {
    const at = (path: string): string => (path.startsWith('app/') ? `/${path}` : `/w/${path}`);
    const app = {
      'app/CMakeLists.txt': 'find_package(Zephyr)\nproject(app)\n',
      'app/prj.conf': '',
      'app/boards/fox_fox1.overlay': overlay,
    };
    const all = { ...SDK, ...BINDINGS, ...app, ...files };
    const disk = memoryFiles(Object.fromEntries(Object.entries(all).map(([path, text]) => [at(path), text])));
    const report = lint(new Workspace(disk, ['/app']), {
      paths: ['/app'],
      facts: shippedKnowledge,
      sdks: { disk, given: { folder: '/w', why: 'from --sdk' }, installFolders: [] },
      version: '2.4.0',
    });
    expect(report.applications[0]!.configurations[0]!.sdk!.source).toContain('the SDK in /w, from --sdk');
    return findings(report).filter((finding) => finding.includes('devicetree/'));
  };
  const BINDINGS: Files = {
    'zephyr/dts/bindings/led.yaml': 'compatible: "acme,led"\nproperties:\n  pin:\n    type: int\n    required: true\n',
    'zephyr/dts/bindings/bus.yaml':
      'compatible: "acme,bus"\nbus: acme\nproperties:\n  compatible:\n    type: string-array\n',
    'zephyr/dts/bindings/part.yaml':
      'compatible: "acme,part"\non-bus: acme\nproperties:\n  compatible:\n    type: string-array\n',
  };

  test.each<[string, string, readonly string[]]>([
    ['what a binding requires', '/ { l { compatible = "acme,led"; }; };', ['error devicetree/required-property']],
    [
      'what it does not declare',
      '&led0 { compatible = "acme,led"; pni = <1>; };',
      ['error devicetree/unknown-property'],
    ],
    [
      'the second compatible of a node',
      '&led0 { compatible = "other,led", "acme,led"; pin = "x"; };',
      ['error devicetree/property-value'],
    ],
    ['a bus further up', '/ { b { compatible = "acme,bus"; box { p { compatible = "acme,part"; }; }; }; };', []],
    ['the wrong bus', '/ { p { compatible = "acme,part"; }; };', ['error devicetree/wrong-bus']],
    [
      'a macro that no header defines',
      '#include <dt-bindings/fox.h>\n&led0 { pin = <FOX_PINN>; };',
      ['error devicetree/unknown-macro'],
    ],
  ])('know %s', (_, overlay, expected) => {
    expect(lintIn(overlay).map((finding) => finding.replace(/ [^ ]*$/, ''))).toEqual(expected);
  });
});
