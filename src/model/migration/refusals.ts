import { type Configuration, image } from '../application.ts';
import { is } from '../fact.ts';
import type { MemoryMap } from '../memory-map/map.ts';
import { partsOf } from '../memory-map/parts.ts';

/** Why a static file cannot be moved to the devicetree by a machine, as sentences without a final stop. */
export function* refusals(configuration: Configuration, map: MemoryMap): Iterable<string> {
  const { era, soc, board, has } = configuration;
  if (!era.known) yield `it is not known how the images are put together: needs ${era.missing}`;
  else if (era.value === 'child-image')
    yield 'child images are always laid out by Partition Manager: move to sysbuild first';
  if (!soc.known) yield `the memory of the board is not known: needs ${soc.missing}`;
  else if (!['nrf52', 'nrf53', 'nrf54l'].includes(soc.value.series))
    yield `how images of the ${soc.value.title} find their partitions in the devicetree was not read`;
  const secure = [
    ...(board.known && /_ns$/.test(board.value) ? [board.value] : []),
    ...namesIn(map).filter((name) => /^tfm/.test(name)),
  ];
  if (secure.length > 0) {
    yield `the partitions of TF-M (${secure.join(', ')}) depend on more than the static file`;
    return;
  }
  for (const { name, areas } of map.memories) {
    if (name === 'flash_primary' || name === 'external_flash' || areas.length === 0) continue;
    yield `only partitions of flash can be moved, and ${areas.map((area) => area.name).join(', ')} ${areas.length === 1 ? 'lies' : 'lie'} in ${name}`;
  }
  for (const { name, missing } of map.unplaced) yield `${name} has no known place: needs ${missing}`;
  for (const memory of map.memories) {
    const wrong = partsOf(memory).find(({ isOutside, areas }) => isOutside || areas.length > 1);
    if (wrong)
      yield `${wrong.areas.map(({ name }) => name).join(' and ')} ${wrong.isOutside ? 'lies outside of its memory' : 'overlap'}: ncslint reports it, and the repair comes first`;
  }
  const names = new Set(namesIn(map));
  if (names.has('s0') && names.has('mcuboot'))
    yield 'MCUboot behind the first stage bootloader has two slots of its own, which no rule moves yet';
  if (is(has('mcuboot'), true)) {
    const mcuboot = image(configuration, 'mcuboot');
    const isSingle = mcuboot && is(mcuboot.kconfig.bool('CONFIG_SINGLE_APPLICATION_SLOT'), true);
    const needed = ['mcuboot', 'mcuboot_primary', ...(isSingle ? [] : ['mcuboot_secondary'])];
    const lost = needed.filter((name) => !names.has(name));
    if (lost.length > 0 && !names.has('s0'))
      yield `${lost.join(', ')} ${lost.length === 1 ? 'is' : 'are'} left to Partition Manager: needs ${map.open ?? 'a complete static file'}`;
  } else if (!has('mcuboot').known && names.has('mcuboot_primary')) {
    yield 'it is not known whether MCUboot is part of the build';
  }
}

const namesIn = ({ memories }: MemoryMap): readonly string[] =>
  memories.flatMap(({ areas }) => areas.map(({ name }) => name));
