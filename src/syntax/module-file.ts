import type { SourceFile } from '../text/source.ts';
import { yamlDocument } from './static-yaml/document.ts';
import { keyText, type YamlNode } from './static-yaml/node.ts';

/** What a module's `zephyr/module.yml` says; paths are relative to the module (zephyr/scripts/zephyr_module.py:28-150, 2.4.0). */
export interface ModuleFile {
  readonly name?: string;
  /** Its first Kconfig file. */
  readonly kconfig?: string;
  /** The same for sysbuild, from 2.7 on. */
  readonly sysbuildKconfig?: string;
  /** Another module has its Kconfig file. */
  readonly isKconfigElsewhere?: boolean;
  readonly boardRoot?: string;
  readonly dtsRoot?: string;
  readonly snippetRoot?: string;
  readonly moduleExtRoot?: string;
}

/** Reads a `module.yml`; what it does not say is not given. */
export function moduleFile(source: SourceFile): ModuleFile {
  const { root } = yamlDocument(source);
  const build = child(root, 'build');
  const settings = child(build, 'settings');
  return {
    ...given('name', text(child(root, 'name'))),
    ...given('kconfig', text(child(build, 'kconfig'))),
    ...given('sysbuildKconfig', text(child(build, 'sysbuild-kconfig'))),
    ...(/^(true|yes|on)$/i.test(text(child(build, 'kconfig-ext')) ?? '') ? { isKconfigElsewhere: true } : {}),
    ...given('boardRoot', text(child(settings, 'board_root'))),
    ...given('dtsRoot', text(child(settings, 'dts_root'))),
    ...given('snippetRoot', text(child(settings, 'snippet_root'))),
    ...given('moduleExtRoot', text(child(settings, 'module_ext_root'))),
  };
}

const given = <Key extends keyof ModuleFile>(key: Key, value: string | undefined): { [K in Key]?: string } =>
  (value === undefined ? {} : { [key]: value }) as { [K in Key]?: string };

const child = (node: YamlNode | undefined, key: string): YamlNode | undefined =>
  node?.kind === 'mapping' ? node.entries.findLast((pair) => keyText(pair.key) === key)?.value : undefined;

const text = (node: YamlNode | undefined): string | undefined =>
  node?.kind === 'scalar' && node.value.type !== 'null' ? keyText(node) : undefined;
