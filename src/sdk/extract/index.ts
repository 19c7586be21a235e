import type { FileSystem } from '../../text/file-system.ts';
import { boards } from './boards.ts';
import { compatibles } from './compatibles.ts';
import { dataFile } from './data-file.ts';
import { mcuboot } from './images.ts';
import { mcubootOptions } from './mcuboot-options.ts';
import { socs } from './socs.ts';

/**
 * The extractable part of the shipped facts, as text by file name below `data/<version>/`: boards, SoCs, the names of bindings
 * and MCUboot's own files. The root of `sdk` is a west workspace with `nrf`, `zephyr` and `bootloader/mcuboot`.
 */
export function extractedFacts(sdk: FileSystem): Map<string, string> {
  const all = boards(sdk);
  const names = all.map((board) => board.name);
  return new Map<string, string>([
    ['compatibles.json', dataFile(compatibles(sdk))],
    ['soc.json', dataFile(socs(sdk))],
    ['mcuboot.json', dataFile(mcuboot(sdk, names))],
    ['mcuboot-options.json', dataFile(mcubootOptions(sdk))],
    ['boards.json', dataFile({ kind: 'boards', boards: names })],
    ...all.map((board): [string, string] => [`boards/${board.name}.json`, dataFile(board)]),
  ]);
}
