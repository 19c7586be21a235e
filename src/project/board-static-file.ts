import type { BoardFacts, SdkFacts } from '../model/sdk-facts.ts';
import type { ImageContext } from './images/context.ts';

/** The static file that a board of the SDK brings along, under the first of the names a build looks for. */
export function boardStaticFile(
  context: ImageContext,
): { readonly file: BoardFacts['staticFiles'][number]; readonly facts: SdkFacts } | undefined {
  const { sdk, target } = context;
  const name = target.board?.value;
  const facts = sdk.known && name !== undefined ? sdk.value.board(name) : undefined;
  if (!facts || !sdk.known) return undefined;
  const typed =
    target.buildType === undefined
      ? []
      : [`pm_static_${name}_${target.buildType}.yml`, `pm_static_${target.buildType}.yml`];
  for (const candidate of [...typed, `pm_static_${name}.yml`, 'pm_static.yml']) {
    const file = facts.staticFiles.find((one) => one.name === candidate);
    if (file) return { file, facts: sdk.value };
  }
  return undefined;
}
