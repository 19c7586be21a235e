import type { Config } from '../../syntax/kconfig-file/statements.ts';
import type { Text } from '../../syntax/kconfig-file/text.ts';
import type { KconfigFile } from '../../syntax/kconfig-file.ts';

/** A module of the workspace, as Kconfig sees it. */
export interface KconfigModule {
  readonly name: string;
  /** Its first Kconfig file; undefined where there is none, or nobody has it. */
  readonly kconfig: string | undefined;
  /** The one for sysbuild. */
  readonly sysbuild?: string | undefined;
  /** Undefined where nobody has it. */
  readonly folder: string | undefined;
}

/** `ZEPHYR_<name>_MODULE`; zephyr/scripts/zephyr_module.py:199 (2.4.0). */
export const moduleSymbol = (name: string): string =>
  `ZEPHYR_${name.replace(/[^a-zA-Z0-9]/g, '_').toUpperCase()}_MODULE`;

/** `Kconfig.modules`; zephyr/scripts/zephyr_module.py:284 (2.4.0). */
export const modulesFile = (modules: readonly KconfigModule[]): string =>
  modules
    .map(({ name, kconfig }) =>
      [
        `menu "${name}"`,
        ...(kconfig === undefined ? [] : [`osource "${kconfig}"`]),
        `config ${moduleSymbol(name)}`,
        '\tbool',
        '\tdefault y',
        'endmenu',
        '',
      ].join('\n'),
    )
    .join('\n');

/** `Kconfig.sysbuild.modules`; zephyr/scripts/zephyr_module.py:357 (2.7.0-rc3). */
export const sysbuildModulesFile = (modules: readonly KconfigModule[]): string =>
  modulesFile(modules.map(({ name, sysbuild, folder }) => ({ name, kconfig: sysbuild, folder })));

/** Below `arch` and `soc`, for hardware model v2; zephyr/cmake/modules/hwm_v2.cmake:96-116 (2.7.0-rc3). */
export const hardwareFiles = ({ architectures, socs }: HardwareFolders): readonly (readonly [string, string])[] => [
  ['arch/Kconfig', sourced(architectures, 'Kconfig')],
  ...['Kconfig.defconfig', 'Kconfig', 'Kconfig.soc', 'Kconfig.sysbuild'].map(
    (name) => [`soc/${name}`, sourced(socs, name)] as const,
  ),
];

/**
 * In a folder of `boards`, where later versions of Zephyr look for them: zephyr/cmake/modules/hwm_v2.cmake
 * (142abb6b) and kconfig.cmake (0080ad1e).
 */
export function boardFiles(
  folder: string,
  { board, boardFolder, boardRevision }: BoardFiles,
): readonly (readonly [path: string, text: string])[] {
  const symbol = boardRevision.toUpperCase().replace(/[^A-Z0-9]/g, '_');
  const revision = boardRevision === '' ? '' : `config BOARD_REVISION_${symbol}\n\tdef_bool y\n`;
  return ['Kconfig.defconfig', `Kconfig.${board}`, 'Kconfig', 'Kconfig.sysbuild'].map((name) => [
    `${folder}/${name}`,
    sourced([boardFolder], name) + (name === 'Kconfig' ? revision : ''),
  ]);
}

interface BoardFiles {
  readonly board: string;
  readonly boardFolder: string;
  readonly boardRevision: string;
}

/** Where the Kconfig files of hardware are. */
export interface HardwareFolders {
  readonly architectures: readonly string[];
  /** Of families, series and SoCs: each has a soc.yml. */
  readonly socs: readonly string[];
}

const sourced = (folders: readonly string[], name: string): string =>
  folders.map((folder) => `osource "${folder}/${name}"\n`).join('');

/** On where an enabled node is served by the binding; zephyr/scripts/dts/gen_driver_kconfig_dts.py:60 (2.4.0). */
export const enabledSymbol = (compatible: string): string => `DT_HAS_${upper(compatible)}_ENABLED`;

/** For nordic,qspi-nor the `NORDIC_QSPI_NOR` in names of symbols and variables. */
const upper = (compatible: string): string => compatible.toUpperCase().replace(/[-,.@/+]/g, '_');

/** Stands for the compatible in macros. */
export const variableOf = (compatible: string): string => `DT_COMPAT_${upper(compatible)}`;

/** `Kconfig.dts`; zephyr/scripts/dts/gen_driver_kconfig_dts.py:52 (2.4.0). */
export const devicetreeFile = (compatibles: readonly string[]): string =>
  compatibles
    .map((compatible) => {
      const check = `$(dt_compat_enabled,$(${variableOf(compatible)}))`;
      return `${variableOf(compatible)} := ${compatible}\nconfig ${enabledSymbol(compatible)}\n\tdef_bool ${check}\n`;
    })
    .join('\n');

/** `Kconfig.dts`, already parsed: of its thousands of macros most need not be read. */
export const devicetreeFileOf = (compatibles: readonly string[]): KconfigFile => ({
  statements: [
    ...devicetreeSymbols(compatibles),
    { kind: 'source', path: macro(OWN_BINDINGS), relative: false, optional: true, line: 1 },
  ],
  problems: [],
});

/** Stands for the file of those that only bindings of the project serve. */
export const OWN_BINDINGS = 'OWN_BINDINGS';

/** The symbols of these compatibles in `Kconfig.dts`. */
export const devicetreeSymbols = (compatibles: readonly string[]): readonly Config[] =>
  compatibles.map((compatible, index): Config => {
    const line = 4 * index + 2;
    return {
      kind: 'config',
      name: { kind: 'symbol', name: enabledSymbol(compatible), quoted: false, slot: -1 },
      properties: [
        { kind: 'type', type: 'bool' },
        {
          kind: 'default',
          value: { kind: 'symbol', name: macro('dt_compat_enabled', compatible), quoted: false, slot: -1 },
          line: line + 1,
        },
      ],
      line,
    };
  });

const macro = (...all: readonly string[]): Text => ({ parts: [{ arguments: all }], quoted: false });
