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

const upper = (compatible: string): string => compatible.toUpperCase().replace(/[-,.@/+]/g, '_');

/** `Kconfig.dts`; zephyr/scripts/dts/gen_driver_kconfig_dts.py:52 (2.4.0). */
export const devicetreeFile = (compatibles: readonly string[]): string =>
  compatibles
    .map((compatible) => {
      const name = upper(compatible);
      const check = `$(dt_compat_enabled,$(DT_COMPAT_${name}))`;
      return `DT_COMPAT_${name} := ${compatible}\nconfig ${enabledSymbol(compatible)}\n\tdef_bool ${check}\n`;
    })
    .join('\n');
