import { boardParts, type NamedBoard } from './file-names.ts';

/** How the board of an image follows from that of the application. */
export type BoardOfImage = 'same' | 'secure' | 'network';

/**
 * The board an image is built for: that of the application; its secure counterpart for bootloaders
 * (nrf/sysbuild/CMakeLists.txt:121-153 (3.3.99), where nRF54H is left as it is; :118-141 (2.7.0) leaves nRF54L, too);
 * the network core (nrf/sysbuild/netcore.cmake:14, nrf/sysbuild/Kconfig.netcore:18-21 (3.3.99)).
 */
export function imageBoard(board: NamedBoard, kind: BoardOfImage, version: string | undefined): NamedBoard | undefined {
  if (kind === 'same') return board;
  const { board: base, soc, qualifiers } = boardParts(board.name);
  if (kind === 'network') {
    const core = networkCore(soc);
    return core === undefined ? undefined : { ...board, name: `${base}_${soc}_${core}` };
  }
  if (qualifiers.at(-1) !== 'ns' || !soc) return board;
  const isSplit = qualifiers.length > 1;
  const hasSecure =
    (/^nrf91/.test(soc) && !isSplit) ||
    (/^nrf53/.test(soc) && qualifiers[0] === 'cpuapp') ||
    // On the way from 2.7 to 2.8 nobody knows; that MCUboot is built for a board with files is the rule.
    (/^nrf54l/.test(soc) && qualifiers[0] === 'cpuapp' && !/^v?2\.7(\.\d)?(-|$)/.test(version ?? ''));
  return hasSecure ? { ...board, name: [base, soc, ...qualifiers.slice(0, -1)].join('_') } : board;
}

const networkCore = (soc: string | undefined): string | undefined =>
  soc === 'nrf5340' ? 'cpunet' : soc === 'nrf54h20' ? 'cpurad' : undefined;
