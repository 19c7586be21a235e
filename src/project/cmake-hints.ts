import { join } from '../text/paths.ts';
import type { Workspace } from './workspace.ts';

/** Variables that change which files a build reads; with a prefix such as `mcuboot_` those of one image. */
const VARIABLES =
  'CONF_FILE|OVERLAY_CONFIG|EXTRA_CONF_FILE|DTC_OVERLAY_FILE|EXTRA_DTC_OVERLAY_FILE|APPLICATION_CONFIG_DIR|PM_STATIC_YML_FILE|SHIELD|SNIPPET|CACHED_CONF_FILE';

/** What an application's CMakeLists.txt changes about the files of its images, as far as names tell. */
export interface CmakeHints {
  /** Variables set for the application, or for every image: `APPLICATION_CONFIG_DIR`. */
  readonly application: readonly string[];
  /** Variables set for the child image of that name. */
  image(name: string): readonly string[];
  /** Whether devicetrees may include files from folders that only CMake knows. */
  readonly hasDevicetreeRoots: boolean;
}

/** One of these is in every name that is looked for below, and in few files. */
const PARTS = ['CONF', 'OVERLAY', 'overlay', 'STATIC', 'SHIELD', 'SNIPPET', 'DTS', 'MODULES'];

const NONE: CmakeHints = { application: [], image: () => [], hasDevicetreeRoots: false };

/**
 * Reads `CMakeLists.txt`, or another file of CMake, as text: a variable that is set there makes the files of its image unknown,
 * no more. Those that are `followed` (cmake-arguments.ts) do not.
 */
export function cmakeHints(
  workspace: Workspace,
  root: string,
  file = 'CMakeLists.txt',
  followed: ReadonlyMap<string, string> = new Map(),
): CmakeHints {
  const written = workspace.source(join(root, file))?.text;
  if (written === undefined || !PARTS.some((part) => written.includes(part))) return NONE;
  const text = written.replace(/#.*$/gm, '');
  const names = new Set<string>();
  const setting = new RegExp(
    `\\b(?:set|list\\s*\\(\\s*APPEND|add_overlay_(?:config|dts))\\s*\\(?\\s*((?:(?:\\w+|\\$\\{\\w+\\})_)?(?:${VARIABLES}))\\b`,
    'gi',
  );
  for (const [, name] of text.matchAll(setting)) names.add(name!);
  for (const name of followed.keys()) names.delete(name);
  for (const [, kind, image] of text.matchAll(/\badd_overlay_(config|dts)\s*\(\s*(\w+|\$\{\w+\})/g))
    names.add(`${image}_${kind === 'dts' ? 'EXTRA_DTC_OVERLAY_FILE' : 'OVERLAY_CONFIG'}`);
  const own = new RegExp(`^(${VARIABLES})$`);
  return {
    hasDevicetreeRoots:
      /\b(DTS_ROOT|DTS_EXTRA_CPPFLAGS|ZEPHYR_EXTRA_MODULES|EXTRA_ZEPHYR_MODULES|ZEPHYR_MODULES)\b/.test(text),
    application: [...names].filter((name) => own.test(name)),
    image: (image) =>
      [...names].filter((name) => name.startsWith(`${image}_`) && own.test(name.slice(image.length + 1))),
  };
}
