import type { Fragment } from '../../model/application.ts';
import { rememberedFor, rememberedForBoth, valueOf } from '../../model/fact.ts';
import type { AssignmentIn } from '../../model/kconfig/evaluate.ts';
import { type AssignmentFact, type SdkFacts, sdkLine } from '../../model/sdk-facts.ts';
import type { Checkout } from '../../sdk/checkout.ts';
import { assignmentLines } from '../../sdk/extract/assignments.ts';
import type { ImageFiles } from '../compose/composition.ts';
import { fragmentsAt } from '../fragments.ts';
import { ownBoard } from '../own-board.ts';
import type { ImageContext } from './context.ts';

/** The defconfig of the board, which every image reads first. */
export function defconfig(context: ImageContext, board: string | undefined): readonly AssignmentIn[] {
  const { workspace, root, sdk, checkout, target } = context;
  if (board === undefined) return [];
  const own = ownBoard(workspace, root, { name: board, revision: target.revision });
  if (own) return fragmentsAt(workspace, own.defconfigs).flatMap(writtenIn);
  const ofSdk = valueOf(sdk)?.devicetrees?.board(board);
  if (checkout && ofSdk) return ofSdk.defconfigs(target.revision).flatMap((path) => linesOf(checkout, path));
  const facts = sdk.known ? sdk.value.board(board) : undefined;
  return facts && sdk.known ? assignmentFacts(sdk.value, facts.defconfig) : [];
}

/** The lines of a fragment of an SDK that is there; none where it does not exist. */
export function linesOf(checkout: Checkout, path: string): readonly AssignmentIn[] {
  const lines = assignmentLines(checkout.source(path)?.text ?? '');
  return lines.map(([line, symbol, value]) => ({
    symbol,
    value,
    origin: { kind: 'sdk', sdk: checkout.version, path, line },
  }));
}

/** Lines of the SDK. */
export const assignmentFacts = rememberedForBoth(
  (facts: SdkFacts, list: readonly AssignmentFact[]): readonly AssignmentIn[] =>
    list.map(({ symbol, value, at }) => ({ symbol, value, origin: sdkLine(facts, at) })),
);

/** The fragments of the user, then what arguments assign. */
export function userAssignments(fragments: readonly Fragment[], files: ImageFiles): readonly AssignmentIn[] {
  return [
    ...fragments.flatMap(writtenIn),
    ...files.assignments.map(
      ({ symbol, value, text }): AssignmentIn => ({ symbol: bare(symbol), value, origin: { kind: 'argument', text } }),
    ),
  ];
}

const writtenIn = rememberedFor(({ assignments }: Fragment): readonly AssignmentIn[] =>
  assignments.map(({ symbol, value, span }) => ({ symbol: bare(symbol), value, origin: { kind: 'project', span } })),
);

const bare = (symbol: string): string => (symbol.startsWith('CONFIG_') ? symbol.slice('CONFIG_'.length) : symbol);
