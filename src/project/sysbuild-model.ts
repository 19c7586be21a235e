import type { Fragment } from '../model/application.ts';
import { known, unknown } from '../model/fact.ts';
import type { SdkFacts } from '../model/sdk-facts.ts';
import { askingFor } from '../model/sysbuild/forced.ts';
import { ineffectiveDefaults } from '../model/sysbuild/ineffective-defaults.ts';
import type { Sysbuild, SysbuildRoot } from '../model/sysbuild/sysbuild.ts';
import { join } from '../text/paths.ts';
import { addedImages } from './compose/added-images.ts';
import type { SysbuildFiles } from './compose/composition.ts';
import { formerOutputs } from './former-outputs.ts';
import { fragmentsAt } from './fragments.ts';
import type { SysbuildBuild } from './sysbuild-build.ts';
import { ownKconfig } from './sysbuild-root.ts';
import { sysbuildFragment, sysbuildInput } from './sysbuild-view.ts';
import type { Workspace } from './workspace.ts';

export interface SysbuildSetting {
  readonly workspace: Workspace;
  readonly root: string;
  readonly files: SysbuildFiles;
  readonly build: SysbuildBuild;
  readonly board: string | undefined;
  readonly sdk: SdkFacts | undefined;
  /** Whether a scenario, a preset or the SDK version leaves no other way to build. */
  readonly asked: boolean;
}

/** What rules see of sysbuild. */
export function sysbuildModel({ workspace, root, files, build, board, sdk, asked }: SysbuildSetting): Sysbuild {
  const fragments = fragmentsAt(
    workspace,
    files.fragments.map(({ path }) => path),
    sysbuildFragment,
  );
  const place = files.fragments[0]?.path ?? join(root, 'sysbuild.conf');
  const owned = ['sysbuild', 'sysbuild.cmake'].some((name) => workspace.has(join(root, name)));
  return {
    kconfig: build.view,
    fragments,
    place: { path: workspace.shown(place), exists: workspace.isFile(place) },
    get root() {
      // The Kconfig.sysbuild of a board is one of many, and no root.
      return workspace.isFile(join(root, 'board.yml')) ? undefined : rootOf({ workspace, root, files, board, sdk });
    },
    evident: asked || owned || files.kconfig !== undefined || fragments.length > 0 || files.assignments.length > 0,
    forced(image) {
      const { assignments, undecided } = build.forced(image);
      return assignments.filter(({ symbol }) => !undecided.has(symbol));
    },
    askingFor(image, symbol, wanted) {
      const found = askingFor(image, symbol, wanted, sdk);
      return found && { ...found, symbol: `SB_CONFIG_${found.symbol}` };
    },
    isSetElsewhere: (symbol, value) => isSetElsewhere(workspace, root, symbol, value, fragments),
    get addedImages() {
      return statements(workspace, root);
    },
    get formerOutputs() {
      return formerOutputs(workspace, root);
    },
    addsImages: addedImages(workspace, root).length > 0 || /ExternalZephyrProject_Add/i.test(ownCmake(workspace, root)),
  };
}

function statements(workspace: Workspace, root: string): Sysbuild['addedImages'] {
  const source = workspace.source(join(root, 'sysbuild.cmake'));
  if (!source) return [];
  return addedImages(workspace, root).map(({ name, board, buildOnly, start, end }) => ({
    name,
    span: source.span(start, end),
    isOnOwnCore: board === undefined ? true : OWN_BOARD.test(board) ? true : board.includes('$') ? undefined : false,
    isBuildOnly: buildOnly?.includes('$') ? undefined : /^(true|y|yes|on|1)$/i.test(buildOnly ?? ''),
  }));
}

const OWN_BOARD = /^\$\{(BOARD|SB_CONFIG_BOARD)\}(\$\{BOARD_QUALIFIERS\})?$/;

function rootOf({
  workspace,
  root,
  files,
  board,
  sdk,
}: Pick<SysbuildSetting, 'workspace' | 'root' | 'files' | 'board' | 'sdk'>): SysbuildRoot | undefined {
  const path = files.kconfig?.path;
  const source = path === undefined ? undefined : workspace.source(path);
  if (!source) return undefined;
  const { sdk: line, open, originOf } = ownKconfig(workspace, path);
  return {
    start: source.span(source.lineStart(1), source.lineStart(1) + source.line(1).trimEnd().length),
    sourcesSdk: line || open === undefined ? known(line) : unknown(open),
    ineffective: ineffectiveDefaults(sysbuildInput(workspace, root, files, board, sdk)).flatMap(
      ({ name, defaults, at }) => {
        const origin = originOf(defaults?.[0]?.at ?? at);
        return origin?.kind === 'project' ? [{ name, span: origin.span }] : [];
      },
    ),
  };
}

const ownCmake = (workspace: Workspace, root: string): string =>
  ['sysbuild.cmake', 'sysbuild/CMakeLists.txt']
    .map((name) => workspace.source(join(root, name))?.text ?? '')
    .join('\n');

/** Files of the application that say how it is built. */
const SPEAKING =
  /^(sysbuild.*\.conf|(sample|testcase)\.ya?ml|CMake(User)?Presets\.json|CMakeLists\.txt|.*\.cmake|Kconfig\.sysbuild)$/;

/** `SB_CONFIG_X=<value>`, and in Kconfig.sysbuild the bare name. */
function isSetElsewhere(
  workspace: Workspace,
  root: string,
  symbol: string,
  value: string | undefined,
  read: readonly Fragment[],
): boolean {
  const bare = symbol.replace(/^SB_CONFIG_/, '');
  const set = new RegExp(`\\bSB_CONFIG_${bare}\\b["\\s:=]+${value === undefined ? '\\S' : `${value}\\b`}`);
  const named = new RegExp(`\\b${bare}\\b`);
  const own = new Set(read.map(({ source }) => source));
  return workspace.list(root).some(({ name, kind }) => {
    if (kind !== 'file' || !SPEAKING.test(name)) return false;
    const source = workspace.source(join(root, name));
    return source && !own.has(source) && (name === 'Kconfig.sysbuild' ? named : set).test(source.text);
  });
}
