// What ncslint makes of the Kconfig of an image without an SDK: for comparisons.
import type { AssignmentIn } from '../src/model/kconfig/evaluate.ts';
import { kconfigView } from '../src/model/kconfig/evaluate.ts';
import { shippedChoice } from '../src/sdk/shipped.ts';
import { kconfigFragment } from '../src/syntax/kconfig-fragment.ts';
import { SourceFile } from '../src/text/source.ts';
import { type Build, imageTrees } from './image-trees.ts';

/** An image, and all that is merged for it, in order. */
export interface KconfigBuild extends Build {
  readonly image: 'app' | 'mcuboot';
  readonly fragments: readonly { readonly path: string; readonly text: string }[];
}

/**
 * The values of all symbols that there are facts about, by name; undefined for what is not known. `folder` has the SDK whose
 * board the devicetree is named after, `read` gives the text of shipped facts.
 */
export function imageKconfig(
  folder: string,
  read: Parameters<typeof shippedChoice>[0],
): (build: KconfigBuild) => ReadonlyMap<string, string | undefined> {
  const trees = imageTrees(folder, false, read);
  const { facts } = shippedChoice(read)('2.4.0', 'child-image')!;
  return (build) => {
    const { image, fragments } = build;
    const view = kconfigView(image, fragments.flatMap(linesOf), facts, trees(build).devicetree);
    return new Map(
      facts.symbolNames(image).map((name) => {
        const value = view.text(name);
        return [name, value.known ? value.value : undefined];
      }),
    );
  };
}

function linesOf({ path, text }: { readonly path: string; readonly text: string }): readonly AssignmentIn[] {
  return kconfigFragment(new SourceFile(path, text)).tree.assignments.map(({ symbol, value, span }) => ({
    symbol: symbol.slice('CONFIG_'.length),
    value,
    origin: { kind: 'project', span },
  }));
}
