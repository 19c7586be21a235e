import { isAbsolute, join } from '../../text/paths.ts';
import type { Workspace } from '../workspace.ts';

/** An image that the application's `sysbuild.cmake` adds. */
export interface AddedImage {
  readonly name: string;
  /** Its source folder; undefined when a variable hides it. */
  readonly folder: string | undefined;
  /** As written: `${BOARD}/nrf5340/cpunet`; undefined when it is the application's. */
  readonly board: string | undefined;
  /** True when no condition stands around the statement: then it is part of every build. */
  readonly always: boolean;
  /** BUILD_ONLY as written; undefined when it is not. */
  readonly buildOnly: string | undefined;
  /** The statement, as offsets into `sysbuild.cmake`. */
  readonly start: number;
  readonly end: number;
}

/**
 * `ExternalZephyrProject_Add(APPLICATION <name> SOURCE_DIR <folder> [BOARD <board>])` in `sysbuild.cmake`, read as text;
 * a name that is made of variables is left out.
 */
export function addedImages(workspace: Workspace, root: string): readonly AddedImage[] {
  const source = workspace.source(join(root, 'sysbuild.cmake'))?.text ?? '';
  // At equal width: offsets stay.
  const text = source.slice(0, LONGEST).replace(/#.*$/gm, (comment) => ' '.repeat(comment.length));
  const images: AddedImage[] = [];
  let depth = 0;
  for (const match of text.matchAll(/\b(\w+)\s*\(((?:[^()"]|"[^"]*"|\([^()]*\))*)\)/g)) {
    const [statement, command, content] = match;
    const name = command!.toLowerCase();
    if (/^(if|foreach|function|macro|while)$/.test(name)) depth++;
    else if (/^end(if|foreach|function|macro|while)$/.test(name)) depth--;
    else if (name === 'externalzephyrproject_add') {
      const value = argumentsOf(content!);
      const image = value('APPLICATION');
      if (image === undefined || image.includes('$')) continue;
      const folder = value('SOURCE_DIR')?.replace(
        /\$\{(APP_DIR|CMAKE_CURRENT_LIST_DIR|CMAKE_CURRENT_SOURCE_DIR)\}/g,
        root,
      );
      images.push({
        name: image,
        folder:
          folder === undefined || folder.includes('$')
            ? undefined
            : isAbsolute(folder)
              ? join('/', folder)
              : join(root, folder),
        board: value('BOARD'),
        always: depth === 0,
        buildOnly: value('BUILD_ONLY') ?? laterSetting(text, image),
        start: match.index,
        end: match.index + statement.length,
      });
    }
  }
  return images;
}

/** `set_target_properties(<image> PROPERTIES BUILD_ONLY true)` */
const laterSetting = (text: string, image: string): string | undefined =>
  [...text.matchAll(/\bset_target_properties\s*\(([^()]*)\)/g)]
    .map(([, content]) => argumentsOf(content!))
    .find((value) => value(image) !== undefined && value('BUILD_ONLY') !== undefined)?.('BUILD_ONLY');

/** Characters that are read; a sysbuild.cmake has a few hundred. */
const LONGEST = 50_000;

function argumentsOf(content: string): (keyword: string) => string | undefined {
  const words = content.match(/"[^"]*"|[^\s"]+/g)?.map((word) => word.replace(/^"(.*)"$/s, '$1')) ?? [];
  return (keyword) => {
    const at = words.indexOf(keyword);
    return at < 0 ? undefined : words[at + 1];
  };
}
