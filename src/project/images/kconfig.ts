import type { Image } from '../../model/application.ts';
import type { Devicetree } from '../../model/devicetree/devicetree.ts';
import { is, valueOf } from '../../model/fact.ts';
import { withBoard } from '../../model/kconfig/board-symbols.ts';
import { type AssignmentIn, type KconfigView, kconfigView } from '../../model/kconfig/evaluate.ts';
import type { Forced } from '../../model/sysbuild/forced.ts';
import { baseName, folderOf } from '../../text/paths.ts';
import { boardKconfig } from '../board-kconfig.ts';
import type { BuildArguments } from '../build-arguments.ts';
import { checkoutKconfig, type KconfigBoard } from '../checkout-kconfig.ts';
import { ownBoard } from '../own-board.ts';
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

/** The Matter module gives MCUboot defaults of its own (nrf/doc/nrf/protocols/matter/getting_started/kconfig.rst:21, 2.4.0). */
export function matter(app: Image): string | undefined {
  return is(app.kconfig.bool('CONFIG_CHIP'), true) ? 'the defaults that the Matter module gives MCUboot' : undefined;
}

/** What the Kconfig of an image is evaluated from. */
export interface KconfigInputs {
  readonly name: string;
  /** The one it is built for, as in file names. */
  readonly board: string | undefined;
  /** Of all fragments, in the order they are merged. */
  readonly assignments: readonly AssignmentIn[];
  readonly devicetree: Devicetree;
  /** What may be missing of it; undefined where all is there. */
  readonly open: string | undefined;
  readonly forced: Forced | undefined;
  /** Which symbols the Kconfig files of its own folder say nothing about; undefined where it has none. */
  readonly isLeftAlone: ((symbol: string) => boolean) | undefined;
}

export function imageKconfig(context: ImageContext, inputs: KconfigInputs): KconfigView {
  const { name, board, assignments, devicetree, open, forced, isLeftAlone = () => true } = inputs;
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
    ...(forced ? { undecided: forced.undecided } : {}),
    built: context.results?.image(name)?.kconfig,
  });
}

/** Evaluated with the Kconfig files themselves, where the SDK is there and no file of the image is missing. */
function ofCheckout(
  { workspace, root, sdk, checkout, target, given }: ImageContext,
  { name, board, assignments, devicetree, open, forced }: KconfigInputs,
): KconfigView | undefined {
  if (!checkout || forced || board === undefined || (name !== 'app' && name !== 'mcuboot')) return undefined;
  const of = kconfigBoard({ workspace, root, sdk, target }, board);
  if (!of || !devicetree.base.known || (open !== undefined && open !== OWN_DEFAULTS && open !== boardDefaults(board)))
    return undefined;
  return checkoutKconfig(checkout, {
    workspace,
    name,
    root,
    folder: name === 'mcuboot' ? MCUBOOT : undefined,
    board,
    of,
    revision: target.revision,
    shields: given.shields,
    assignments,
    devicetree,
  });
}

/** Folders of boards are named after the architecture before hardware model v2. */
function kconfigBoard(
  { workspace, root, sdk, target: { revision } }: Pick<ImageContext, 'workspace' | 'root' | 'sdk' | 'target'>,
  name: string,
): KconfigBoard | undefined {
  const own = ownBoard(workspace, root, { name, revision })?.board;
  if (own)
    return own.model === 1
      ? { folder: own.folder, architecture: baseName(folderOf(own.folder)), isOwn: true }
      : undefined;
  const found = valueOf(sdk)?.devicetrees?.board(name);
  return found && { ...found, isOwn: false };
}

/** bootloader/mcuboot/zephyr/module.yml, nrf/west.yml (2.4.0). */
const MCUBOOT = 'bootloader/mcuboot/boot/zephyr';
