import type { BoardTarget } from '../model/sdk-facts.ts';
import type { BoardFile } from '../syntax/board-file.ts';

/**
 * What Kconfig calls the target with a name as in file names, `nrf5340dk_nrf5340_cpuapp_ns`; undefined where it is none of the
 * board. The clusters of a SoC are not in board.yml, and of a board with one SoC the name may come without it
 * (zephyr/cmake/modules/boards.cmake:291-303, 2.7.0-rc3).
 */
export function targetNamed(
  name: string,
  { name: board, qualifiers }: Pick<BoardFile, 'name' | 'qualifiers'>,
): BoardTarget | undefined {
  const longestFirst = [...qualifiers].sort((a, b) => b.length - a.length);
  for (const written of longestFirst) {
    const rest = behind(name, `${board}_${written.replaceAll('/', '_')}`);
    if (rest !== undefined) return { board, qualifiers: written + rest };
  }
  const [soc, ...others] = new Set(qualifiers.map((one) => one.split('/')[0]!));
  const rest = soc === undefined || others.length > 0 ? undefined : behind(name, board);
  return rest === undefined ? undefined : { board, qualifiers: soc + rest };
}

/** "/cpuapp/ns" behind the stem; undefined where it is not the beginning. */
const behind = (name: string, stem: string): string | undefined =>
  name === stem ? '' : name.startsWith(`${stem}_`) ? name.slice(stem.length).replaceAll('_', '/') : undefined;
