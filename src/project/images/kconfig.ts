import type { Image } from '../../model/application.ts';
import type { Devicetree } from '../../model/devicetree/devicetree.ts';
import { is, valueOf } from '../../model/fact.ts';
import { withBoard } from '../../model/kconfig/board-symbols.ts';
import { type AssignmentIn, type KconfigView, kconfigView } from '../../model/kconfig/evaluate.ts';
import { boardKconfig } from '../board-kconfig.ts';
import type { BuildArguments } from '../build-arguments.ts';
import { checkoutKconfig, type KconfigFolder } from '../checkout-kconfig.ts';
import { kconfigBoard } from '../kconfig-board.ts';
import type { OwnKconfig } from '../own-kconfig.ts';
import type { ImageContext } from './context.ts';

/** Why symbols that no line assigns are unknown; undefined when the files are all there. */
export function openness(context: ImageContext, hints: readonly string[]): string | undefined {
  const { target, sdk, board, era, given } = context;
  if (target.part) return NO_APPLICATION;
  if (!era.known) return era.missing;
  if (!sdk.known) return sdk.missing;
  if (!board.known) return board.missing;
  if (hints.length > 0) return `the files that CMake adds with ${hints.join(', ')}`;
  const own = ownDefinitions(context, board.value);
  const isKnown = own ? own.open === undefined : sdk.value.board(board.value) !== undefined;
  return addedParts(given) ?? (isKnown ? undefined : boardDefaults(board.value));
}

const ownDefinitions = ({ workspace, root, target: { revision }, sdk }: ImageContext, name: string) =>
  boardKconfig(workspace, root, { name, revision }, valueOf(sdk));

/** Snippets and shields bring files along that are known by name only. */
export function addedParts(given: BuildArguments): string | undefined {
  const parts = [...given.snippets.map((name) => `snippet ${name}`), ...given.shields.map((name) => `shield ${name}`)];
  return parts.length > 0 ? `the files of ${parts.join(', ')}` : undefined;
}

/** Where a board, a snippet or a shield is looked at by itself. */
export const NO_APPLICATION = 'the files of the applications that use it';

export const OWN_DEFAULTS = "the defaults that the application's own Kconfig file sets";

/** What an application's own Kconfig files say nothing about has the defaults of the SDK. */
export const isUntouched =
  ({ sdk }: ImageContext, { touched }: OwnKconfig) =>
  (symbol: string): boolean => {
    const choice = sdk.known ? sdk.value.symbol(symbol, 'app')?.choice : undefined;
    return !touched.has(symbol) && (choice === undefined || !touched.has(choice));
  };

const boardDefaults = (board: string): string => `the Kconfig defaults of the board ${board}`;

/** MCUboot's own options: the defconfig of a board is read by every image, and most do not have them. */
const isOfMcuboot = (symbol: string): boolean =>
  /^(BOOT_(?!BANNER|DELAY)|SINGLE_APPLICATION_SLOT$|UPDATEABLE_IMAGE_NUMBER$)/.test(symbol);

/** Boards are Zephyr's for the most part, which knows nothing of what the libraries of `nrf` define. */
const isOfLibrary =
  ({ sdk }: ImageContext, image: string) =>
  (symbol: string): boolean => {
    const facts = sdk.known ? sdk.value.symbol(symbol, image) : undefined;
    return facts?.complete === true && /^nrf\/(lib|subsys|drivers)\//.test(facts.at);
  };

/**
 * The Matter module gives MCUboot defaults of its own (nrf/doc/nrf/protocols/matter/getting_started/kconfig.rst:21, 2.4.0),
 * until 2.7 (nrf/doc/nrf/releases_and_maturity/releases/release-notes-2.7.0.rst:317, 2.7.0).
 */
export function matter({ sysbuild }: ImageContext, app: Image): string | undefined {
  if (sysbuild) return undefined;
  return is(app.kconfig.bool('CONFIG_CHIP'), true) ? 'the defaults that the Matter module gives MCUboot' : undefined;
}

/** What the Kconfig of an image is evaluated from. */
export interface KconfigInputs {
  readonly name: string;
  /** With its sources; undefined where nobody has them. */
  readonly folder: KconfigFolder | undefined;
  /** The one it is built for, as in file names. */
  readonly board: string | undefined;
  /** Of all fragments, in the order they are merged. */
  readonly assignments: readonly AssignmentIn[];
  readonly devicetree: Devicetree;
  /** What may be missing of it; undefined where all is there. */
  readonly open: string | undefined;
  /** Symbols that something else may assign, each with what is missing. */
  readonly undecided: ReadonlyMap<string, string> | undefined;
  /** Which symbols the Kconfig files of its own folder say nothing about; undefined where it has none. */
  readonly isLeftAlone: ((symbol: string) => boolean) | undefined;
}

export function imageKconfig(context: ImageContext, inputs: KconfigInputs): KconfigView {
  const { name, board, assignments, devicetree, open, undecided, isLeftAlone = () => true } = inputs;
  const own = board === undefined ? undefined : ownDefinitions(context, board);
  const evaluated = ofCheckout(context, inputs);
  if (evaluated) return evaluated;
  const isOnlyBoard = context.board.known && open === boardDefaults(context.board.value);
  const isOnlyOwn = open === OWN_DEFAULTS;
  const ofLibrary = isOfLibrary(context, name);
  const settled = (symbol: string): boolean =>
    isLeftAlone(symbol) && (isOnlyOwn || (name === 'mcuboot' && isOfMcuboot(symbol)) || ofLibrary(symbol));
  const facts = valueOf(context.sdk);
  return kconfigView(name, assignments, facts && own ? withBoard(facts, own) : facts, devicetree, {
    ...(own ? { originOf: own.originOf } : {}),
    ...(open === undefined ? { closed: true } : { closed: false, why: open }),
    ...(isOnlyBoard || isOnlyOwn ? { settled, isLeftToBoard: isLeftAlone } : {}),
    ...(undecided ? { undecided } : {}),
    built: context.results?.image(name)?.kconfig,
  });
}

/** Evaluated with the Kconfig files themselves, where the SDK is there and no file of the image is missing. */
function ofCheckout(
  context: ImageContext,
  { name, folder, board, assignments, devicetree, open, undecided }: KconfigInputs,
): KconfigView | undefined {
  const { workspace, root, sdk, checkout, target, given, results } = context;
  if (!checkout || results?.image(name) || board === undefined || !folder) return undefined;
  const of = kconfigBoard({ workspace, root, sdk }, board, target.revision);
  if (!of || !devicetree.base.known || !isInKconfigFiles(context, open)) return undefined;
  return checkoutKconfig(checkout, {
    workspace,
    name,
    root,
    folder,
    board: of,
    shields: given.shields,
    assignments,
    undecided: undecided ?? NOTHING,
    devicetree,
  });
}

/** Whether all that may be missing of an image stands in Kconfig files that are there. */
const isInKconfigFiles = ({ board }: ImageContext, open: string | undefined): boolean =>
  open === undefined || open === OWN_DEFAULTS || (board.known && open === boardDefaults(board.value));

const NOTHING: ReadonlyMap<string, string> = new Map();
