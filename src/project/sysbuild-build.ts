import { type Fact, known, rememberedByName, rememberedFor, unknown } from '../model/fact.ts';
import type { KconfigView } from '../model/kconfig/evaluate.ts';
import type { SdkFacts } from '../model/sdk-facts.ts';
import { addedOverlays, type Forced, forcedAssignments } from '../model/sysbuild/forced.ts';
import { imageInBuild } from '../model/sysbuild/images.ts';
import type { SysbuildView } from '../model/sysbuild/view.ts';
import { join } from '../text/paths.ts';
import type { BuildResults } from './built/results.ts';
import { type CmakeHints, cmakeHints } from './cmake-hints.ts';
import type { Composition, ImageFiles, SysbuildFiles } from './compose/composition.ts';
import { configFolders } from './compose/config-folders.ts';
import { perApplication } from './per-workspace.ts';
import { evaluateSysbuild } from './sysbuild-view.ts';
import type { Workspace } from './workspace.ts';

/** What sysbuild decides about the images of one build. */
export interface SysbuildBuild {
  /** The `SB_CONFIG_` symbols. */
  readonly view: SysbuildView;
  /** Whether an image is part of the build. */
  has(name: string): Fact<boolean>;
  /** What comes behind all assignments of the image. */
  forced(name: string): Forced;
  /** Overlays of the SDK that it adds to the image, relative to the SDK's workspace. */
  overlays(name: string): readonly string[];
  /** Variables in the application's CMake files that move or add files in ways that are not followed. */
  hidden(files: ImageFiles): readonly string[];
}

/** Undefined for a composition of child images. */
export function sysbuildBuild(
  workspace: Workspace,
  root: string,
  composition: Composition,
  board: string | undefined,
  sdk: SdkFacts | undefined,
  open: string | undefined,
  own: CmakeHints,
  results?: BuildResults,
  ofCheckout?: (files: SysbuildFiles) => KconfigView | undefined,
): SysbuildBuild | undefined {
  if (!composition.sysbuild) return undefined;
  const files = composition.sysbuild;
  const evaluate = (): SysbuildView =>
    evaluateSysbuild(
      workspace,
      root,
      files,
      board,
      sdk,
      open,
      results?.sysbuild,
      results ? undefined : ofCheckout?.(files),
    );
  const key = [
    sdk?.source ?? '',
    board ?? '',
    open ?? '',
    files.kconfig?.path ?? '',
    ...files.fragments.map(({ path }) => path),
    ...files.assignments.map(({ text }) => text),
  ].join('\n');
  const view = results ? evaluate() : sysbuildViews(workspace, root, key, evaluate);
  const added = ['sysbuild.cmake', 'sysbuild/CMakeLists.txt'].map((file) => cmakeHints(workspace, root, file));
  const folders = configFolders(workspace, root, board);
  const image = (name: string): ImageFiles | undefined => composition.images.find((one) => one.name === name);
  return {
    view,
    has(name) {
      if (results) return known(results.image(name) !== undefined);
      const { presence } = image(name) ?? {};
      if (presence === 'always') return known(true);
      return presence === 'sometimes' ? unknown(`whether ${name} is part of the build`) : imageInBuild(name, view);
    },
    forced(name) {
      const { variantOf, buildName = name } = image(name) ?? {};
      return forcedOf(view)(`${name} ${variantOf} ${buildName}`, () => {
        const { assignments, undecided } = forcedAssignments(variantOf ?? name, view, sdk);
        const names = [name, buildName, ...(name === 'app' ? [DEFAULT_IMAGE] : [])];
        return { assignments, undecided: new Map([...undecided, ...setInCmake(workspace, root, names)]) };
      });
    },
    overlays: (name) => addedOverlays(name, view, sdk),
    hidden: (files) => hiddenVariables(files, own, added, folders),
  };
}

/** What an application's files call its main image. */
const DEFAULT_IMAGE = '${DEFAULT_IMAGE}';

/** What sysbuild forces follows from its symbols: configurations that share these share that. */
const forcedOf = rememberedFor((_: SysbuildView) => rememberedByName<Forced>());

const sysbuildViews = perApplication<SysbuildView>();

function hiddenVariables(
  files: ImageFiles,
  own: CmakeHints,
  added: readonly CmakeHints[],
  folders: ReturnType<typeof configFolders>,
): readonly string[] {
  const name = files.buildName ?? files.name;
  const isMain = files.name === 'app';
  const names = isMain ? [name, DEFAULT_IMAGE] : [name];
  return [...(isMain ? own.application : []), ...added.flatMap((hints) => names.flatMap(hints.image))].filter(
    (variable) => !variable.endsWith('APPLICATION_CONFIG_DIR') || !folders.has(isMain ? '' : name),
  );
}

/** Symbols that the application's `sysbuild.cmake` sets in an image, under conditions that are not followed. */
function setInCmake(workspace: Workspace, root: string, names: readonly string[]): ReadonlyMap<string, string> {
  const text = workspace.source(join(root, 'sysbuild.cmake'))?.text.replace(/#.*$/gm, '') ?? '';
  const found = new Map<string, string>();
  for (const [, image, symbol] of text.matchAll(/\bset_config_\w+\s*\(\s*(\S+)\s+CONFIG_(\w+)/g)) {
    if (names.includes(image!)) found.set(symbol!, `what sysbuild.cmake sets CONFIG_${symbol} to`);
  }
  return found;
}
