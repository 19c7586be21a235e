import type { Fragment, Image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import type { AssignmentIn } from '../../model/kconfig/evaluate.ts';
import { type AssignmentFact, type SdkFacts, sdkLine } from '../../model/sdk-facts.ts';
import type { ImageFiles } from '../compose/composition.ts';
import type { ImageContext } from './context.ts';

/** The defconfig of the board, which every image reads first. */
export function defconfig({ sdk }: ImageContext, board: string | undefined): readonly AssignmentIn[] {
  const facts = sdk.known && board !== undefined ? sdk.value.board(board) : undefined;
  return facts && sdk.known ? assignmentFacts(sdk.value, facts.defconfig) : [];
}

/** Lines of the SDK. */
export const assignmentFacts = (facts: SdkFacts, list: readonly AssignmentFact[]): readonly AssignmentIn[] =>
  list.map(({ symbol, value, at }) => ({ symbol, value, origin: sdkLine(facts, at) }));

/** The fragments of the user, then what arguments assign. */
export function userAssignments(fragments: readonly Fragment[], files: ImageFiles): readonly AssignmentIn[] {
  const strip = (symbol: string) => symbol.replace(/^CONFIG_/, '');
  return [
    ...fragments.flatMap(({ assignments }) =>
      assignments.map(
        ({ symbol, value, span }): AssignmentIn => ({
          symbol: strip(symbol),
          value,
          origin: { kind: 'project', span },
        }),
      ),
    ),
    ...files.assignments.map(
      ({ symbol, value, text }): AssignmentIn => ({ symbol: strip(symbol), value, origin: { kind: 'argument', text } }),
    ),
  ];
}

/** What the application's build hands to MCUboot by itself (nrf/modules/mcuboot/CMakeLists.txt:204-212, 2.4.0). */
export function passedOn({ sdk }: ImageContext, app: Image): readonly AssignmentIn[] {
  const secondary = app.kconfig.bool('CONFIG_PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY');
  if (!sdk.known || !is(secondary, true)) return [];
  const origin = secondary.origins[0] ?? sdkLine(sdk.value, 'nrf/modules/mcuboot/CMakeLists.txt:204');
  return [{ symbol: 'PM_EXTERNAL_FLASH_MCUBOOT_SECONDARY', value: 'y', origin }];
}
