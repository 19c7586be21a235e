import { expect, test } from 'vitest';
import { Evaluation } from '../../src/model/kconfig-tree/evaluation.ts';
import { userValues } from '../../src/model/kconfig-tree/user-values.ts';
import { Checkout } from '../../src/sdk/checkout.ts';
import { kconfigModules } from '../../src/sdk/kconfig/checkout-trees.ts';
import { type ImageBuild, WorkspaceKconfig } from '../../src/sdk/kconfig/workspace-kconfig.ts';
import { memoryFiles } from '../../src/text/memory-files.ts';
import { devicetree } from '../model/devicetree-of.ts';

/** A workspace of hardware model v2, with one board on one of two SoCs. */
const SDK = {
  'nrf/VERSION': '2.7.0\n',
  'nrf/west.yml':
    'manifest:\n  projects:\n    - name: zephyr\n    - name: sensor\n      path: modules/sensor\n  self:\n    path: nrf\n',
  'nrf/zephyr/module.yml': 'build:\n  kconfig: Kconfig.nrf\n  sysbuild-kconfig: sysbuild/Kconfig.sysbuild\n',
  'nrf/Kconfig.nrf': 'config PAD\n\thex\n\tdefault 0x200\n',
  'nrf/sysbuild/Kconfig.sysbuild':
    'config PARTITION_MANAGER\n\tbool "Partition Manager"\n\tdefault y if SOC_ACME_ONE\n',
  'modules/sensor/zephyr/Kconfig': 'config SENSOR_PATH\n\tstring\n\tdefault "$(ZEPHYR_SENSOR_MODULE_DIR)"\n',
  'modules/sensor/zephyr/module.yml': 'name: sensor\n',
  'zephyr/Kconfig':
    'osource "$(KCONFIG_BINARY_DIR)/Kconfig.modules"\nsource "$(KCONFIG_BINARY_DIR)/soc/Kconfig.soc"\nsource "$(KCONFIG_BINARY_DIR)/arch/Kconfig"\nosource "$(BOARD_DIR)/Kconfig.$(BOARD)"\n' +
    'config BOARD_$(normalize_upper,$(BOARD)$(BOARD_QUALIFIERS))\n\tdef_bool y\n' +
    'config QUALIFIERS\n\tstring\n\tdefault "$(substring,$(BOARD_QUALIFIERS),1)"\n' +
    'config LOAD\n\thex\n\tdefault $(dt_chosen_partition_addr_hex,$(CODE))\n' +
    'config BY_SYSBUILD\n\tdef_bool "$(HIDE_CHILD_PARENT_CONFIG)" = "True"\n',
  'zephyr/arch/archs.yml': 'archs:\n  - name: arm\n    path: arm\n',
  'zephyr/arch/arm/Kconfig': 'config ARM\n\tbool\n',
  'zephyr/soc/acme/one/soc.yml': '',
  'zephyr/soc/acme/one/Kconfig.soc': 'config SOC_ACME_ONE\n\tbool\n\tselect ARM\nCODE := acme,code\n',
  'zephyr/soc/acme/two/soc.yml': '',
  'zephyr/soc/acme/two/Kconfig.soc': 'config SOC_ACME_TWO\n\tbool\nCODE := other\n',
  'zephyr/boards/acme/fox/Kconfig.fox': 'config BOARD_FOX\n\tdef_bool y\n\tselect SOC_ACME_ONE\n',
  'zephyr/share/sysbuild/Kconfig':
    'source "$(KCONFIG_BINARY_DIR)/soc/Kconfig.soc"\nosource "$(BOARD_DIR)/Kconfig.fox"\nconfig ARM\n\tbool\nsource "$(KCONFIG_BINARY_DIR)/Kconfig.sysbuild.modules"\n',
};

const TREE =
  '/ { #address-cells = <1>; #size-cells = <1>; chosen { acme,code = &slot; }; flash@1000 { reg = <0x1000 0x100>; #address-cells = <1>; #size-cells = <1>; ' +
  'partitions { #address-cells = <1>; #size-cells = <1>; slot: partition@20 { reg = <0x20 0x10>; }; }; }; };';

test('the Kconfig of an image in hardware model v2 has the environment of its build', () => {
  const { values } = kconfig('/zephyr/Kconfig');
  expect(values).toEqual({
    PAD: '0x200',
    ZEPHYR_NRF_MODULE: 'y',
    SENSOR_PATH: '/modules/sensor',
    ZEPHYR_SENSOR_MODULE: 'y',
    SOC_ACME_TWO: 'n',
    SOC_ACME_ONE: 'y',
    ARM: 'y',
    BOARD_FOX: 'y',
    BOARD_FOX_ONE_CPUAPP: 'y',
    QUALIFIERS: 'one/cpuapp',
    // Files of SoCs come in the order of CMake: the last one to name the code partition is the first by name.
    LOAD: '0x1020',
    BY_SYSBUILD: 'y',
  });
});

test("sysbuild's own Kconfig is that of its modules", () => {
  const { values, files } = kconfig('/zephyr/share/sysbuild/Kconfig');
  expect(values).toMatchObject({ SOC_ACME_ONE: 'y', PARTITION_MANAGER: 'y', ZEPHYR_NRF_MODULE: 'y' });
  expect(values).not.toHaveProperty('PAD');
  expect(files).not.toContain('/nrf/Kconfig.nrf');
});

function kconfig(root: string) {
  const disk = memoryFiles(Object.fromEntries(Object.entries(SDK).map(([path, text]) => [`/w/${path}`, text])));
  const checkout = Checkout.open(disk, '/w')!;
  const image: ImageBuild = {
    root,
    folder: '/<project>/app',
    board: 'fox',
    boardFolder: '/zephyr/boards/acme/fox',
    hardware: { model: 'v2', qualifiers: 'one/cpuapp' },
    boardRevision: '',
    shields: [],
    devicetree: devicetree(TREE),
  };
  const tree = new WorkspaceKconfig(checkout.files, '', kconfigModules(checkout)).tree(image);
  const evaluation = new Evaluation(tree, userValues(tree, []));
  return {
    values: Object.fromEntries(tree.defined.map((symbol) => [symbol.name, evaluation.text(symbol)])),
    files: tree.files,
  };
}
