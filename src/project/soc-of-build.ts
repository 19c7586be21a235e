import { andThen, type Fact, known, map, unknown, valueOf } from '../model/fact.ts';
import type { BoardFacts, SdkFacts, SocFacts } from '../model/sdk-facts.ts';
import type { Symbols } from './built/results.ts';
import { boardParts } from './compose/file-names.ts';
import { fragmentsAt } from './fragments.ts';
import type { ImageContext } from './images/context.ts';
import { ownBoard } from './own-board.ts';

/** The SoC the application runs on. */
export function socOfBuild(context: ImageContext): Fact<SocFacts> {
  const built = context.results?.image('app')?.kconfig;
  const found = built && context.sdk.known ? socNames(built).map(context.sdk.value.soc).find(Boolean) : undefined;
  if (found) return known(found);
  return andThen(socName(context, context.board), (soc) => {
    const facts = context.sdk.known ? context.sdk.value.soc(soc) : undefined;
    return facts ? known(facts) : unknown(`facts about the SoC ${soc}`);
  });
}

/**
 * Keys of the facts that fit a build, the best first: `nRF52832_QFAB` and `nRF5340_CPUAPP_QKAA` before hardware model v2,
 * `nrf5340` and the qualifiers `nrf5340/cpuapp` since.
 */
function socNames(built: Symbols): readonly string[] {
  const text = (symbol: string): string => built.line(symbol)?.value.toLowerCase() ?? '';
  const [soc, core] = [text('SOC'), /(^|\/)(cpu[a-z]+)(\/|$)/.exec(text('BOARD_QUALIFIERS'))?.[2]];
  return [core === undefined ? soc : `${soc}_${core}`, soc.replace(/_[a-z]{4}$/, '')];
}

function boardFacts({ sdk }: ImageContext, board: Fact<string>): Fact<BoardFacts> {
  return andThen(board, (name) =>
    andThen(sdk, (facts) => {
      const found = facts.board(name);
      return found ? known(found) : unknown(`facts about the board ${name}`);
    }),
  );
}

/**
 * Key of the facts: what the defconfig of the project's own board chooses, what the board's facts say, or what hardware model
 * v2 writes into its name.
 */
function socName(context: ImageContext, board: Fact<string>): Fact<string> {
  const own = board.known && context.sdk.known ? chosenSoc(context, board.value, context.sdk.value) : undefined;
  if (own !== undefined) return known(own);
  const facts = boardFacts(context, board);
  const { soc, qualifiers } = boardParts(valueOf(board) ?? '');
  if (facts.known || !context.sysbuild || soc === undefined) return map(facts, (found) => found.soc);
  return known([soc, ...qualifiers.filter((part) => part.startsWith('cpu'))].join('_'));
}

/** `CONFIG_SOC_NRF52840_QIAA=y` in the defconfig of a board of hardware model v1, as far as there are facts about it. */
function chosenSoc({ workspace, root, target }: ImageContext, name: string, sdk: SdkFacts): string | undefined {
  const own = ownBoard(workspace, root, { name, revision: target.revision });
  for (const { symbol } of fragmentsAt(workspace, own?.defconfigs ?? []).flatMap(({ assignments }) => assignments)) {
    const soc = /^CONFIG_SOC_(NRF\w+)$/.exec(symbol)?.[1]?.toLowerCase();
    // The variant is known where its memory differs: nrf51822_qfab.
    const found = [soc, soc?.replace(/_[a-z]{4}$/, '')].find((key) => key !== undefined && sdk.soc(key));
    if (found !== undefined) return found;
  }
  return undefined;
}
