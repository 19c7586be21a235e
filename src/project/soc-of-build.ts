import { andThen, type Fact, known, map, unknown, valueOf } from '../model/fact.ts';
import type { BoardFacts, SocFacts } from '../model/sdk-facts.ts';
import { boardParts } from './compose/file-names.ts';
import type { ImageContext } from './images/context.ts';

/** The SoC the application runs on. */
export function socOfBuild(context: ImageContext): Fact<SocFacts> {
  return andThen(socName(context, context.board), (soc) => {
    const facts = context.sdk.known ? context.sdk.value.soc(soc) : undefined;
    return facts ? known(facts) : unknown(`facts about the SoC ${soc}`);
  });
}

function boardFacts({ sdk }: ImageContext, board: Fact<string>): Fact<BoardFacts> {
  return andThen(board, (name) =>
    andThen(sdk, (facts) => {
      const found = facts.board(name);
      return found ? known(found) : unknown(`facts about the board ${name}`);
    }),
  );
}

/** Key of the facts: what the board's facts say, or what hardware model v2 writes into its name. */
function socName(context: ImageContext, board: Fact<string>): Fact<string> {
  const facts = boardFacts(context, board);
  const { soc, qualifiers } = boardParts(valueOf(board) ?? '');
  if (facts.known || !context.sysbuild || soc === undefined) return map(facts, (found) => found.soc);
  return known([soc, ...qualifiers.filter((part) => part.startsWith('cpu'))].join('_'));
}
