/** Whether a file is `prj.conf` or a variant of it such as `prj_release.conf`; the same for other stems and endings. */
export const isVariantOf = (name: string, stem: string, ending: string): boolean =>
  name.startsWith(stem) &&
  name.endsWith(ending) &&
  (name.length === stem.length + ending.length || name[stem.length] === '_');

/** The configuration of an application. */
export const isPrjConf = (name: string): boolean => isVariantOf(name, 'prj', '.conf');

/** Sysbuild's own. */
export const isSysbuildConf = (name: string): boolean => isVariantOf(name, 'sysbuild', '.conf');
