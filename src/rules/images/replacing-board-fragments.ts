import { type Configuration, type Fragment, image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';

/**
 * The board fragments that take the place of all of MCUboot's own configuration although they look like additions: there is
 * no prj.conf beside them, and they were not written to stand alone.
 */
export function replacingBoardFragments(configuration: Configuration): readonly Fragment[] {
  const mcuboot = image(configuration, 'mcuboot');
  if (!mcuboot || !is(configuration.era, 'child-image')) return [];
  const read = namesRead(configuration);
  if (read.some((name) => /^child_image\/mcuboot\/prj[^/]*\.conf$/.test(name))) return [];
  if (!read.some((name) => BOARD_FRAGMENT.test(name))) return [];
  const own = mcuboot.fragments.filter(({ source }) => BOARD_FRAGMENT.test(inFolder(source.path)));
  const set = new Set(own.flatMap(({ assignments }) => assignments.map(({ symbol }) => symbol)));
  return set.has('CONFIG_FLASH') && set.has('CONFIG_MAIN_STACK_SIZE') ? [] : own;
}

const BOARD_FRAGMENT = /^child_image\/mcuboot\/boards\/[^/]+\.conf$/;

/** As shown, without what stands before the folder. */
const inFolder = (path: string): string => path.replace(/^.*(?=child_image\/)/, '');

const namesRead = ({ id, files }: Configuration): readonly string[] =>
  files.all
    .filter(({ readers }) => readers.some(({ configuration, image }) => configuration === id && image === 'mcuboot'))
    .map(({ name }) => name);
