import { known } from '../model/fact.ts';
import type { KconfigView } from '../model/kconfig/evaluate.ts';
import { isOfNordic, noDevicetree } from '../model/sysbuild/view.ts';
import { checkoutKconfig } from './checkout-kconfig.ts';
import type { SysbuildFiles } from './compose/composition.ts';
import { kconfigBoard } from './kconfig-board.ts';
import type { Setting } from './setting.ts';
import { sysbuildAssignments, sysbuildBoard } from './sysbuild-view.ts';
import type { Target } from './target.ts';

/**
 * The `SB_CONFIG_` symbols, evaluated with sysbuild's own Kconfig files of an SDK that is there
 * (zephyr/share/sysbuild/cmake/modules/sysbuild_kconfig.cmake:34-109, 2.7.0-rc3); undefined where they do not tell.
 */
export function checkoutSysbuild(
  { workspace, root, sdk, checkout }: Setting,
  { board: wanted, revision }: Target,
  files: SysbuildFiles,
): KconfigView | undefined {
  const name = wanted?.value;
  const target = name === undefined ? undefined : sysbuildBoard(name);
  if (!checkout?.files.stat(`${FOLDER}/Kconfig`) || name === undefined) return undefined;
  const board = kconfigBoard({ workspace, root, sdk }, name, revision);
  const view =
    board &&
    checkoutKconfig(checkout, {
      workspace,
      name: 'sysbuild',
      prefix: 'SB_CONFIG_',
      root,
      folder: { path: FOLDER, isOwn: false },
      first: files.kconfig?.path,
      board,
      shields: [],
      assignments: sysbuildAssignments(workspace, files),
      undecided: new Map(),
      devicetree: noDevicetree(),
      isOpen: (symbol) => !isOfNordic(symbol),
    });
  if (!view) return undefined;
  // What its CMake files ask of the board's name, and no Kconfig file.
  const isNonSecure = known(target?.qualifiers.at(-1) === 'ns');
  return {
    ...view,
    get assignedSymbols() {
      return view.assignedSymbols;
    },
    bool: (symbol) => (symbol === 'BOARD_IS_NON_SECURE' ? isNonSecure : view.bool(symbol)),
  };
}

const FOLDER = 'zephyr/share/sysbuild';
