import type { AddedOverlay, ForcedOption } from '../../model/sysbuild/facts.ts';
import { joinConditions } from '../../syntax/kconfig-language/conditions.ts';
import type { FileSystem } from '../../text/file-system.ts';
import { assignmentLines } from './assignments.ts';
import { sdkText } from './checkout.ts';
import { cmakeArguments, cmakeCommands } from './cmake-commands.ts';

/** What `nrf/sysbuild/CMakeLists.txt` writes into images: fragments of the SDK first, then the options it forces. */
export function forcedOptions(sdk: FileSystem): ForcedOption[] {
  const { fragments, forced } = addedToImages(sdk, 'nrf/sysbuild/CMakeLists.txt');
  return [...fragments, ...forced];
}

/** What a CMake file of sysbuild adds to images. */
export interface AddedToImages {
  /** The lines of fragments of the SDK. */
  readonly fragments: readonly ForcedOption[];
  readonly forced: readonly ForcedOption[];
  readonly overlays: readonly AddedOverlay[];
}

/**
 * Reads a CMake file of sysbuild. What it computes has the value "?"; a condition that is none over sysbuild's symbols stays as
 * text that nothing can read. `own` is the image that a script is for.
 */
export function addedToImages(sdk: FileSystem, path: string, own?: string): AddedToImages {
  const fragments: ForcedOption[] = [];
  const forced: ForcedOption[] = [];
  const overlays: AddedOverlay[] = [];
  const conditions: Branch[] = [];
  const loops: (readonly string[])[] = [];
  const variables = new Map<string, readonly string[]>();
  const found: { name: string; symbols: readonly string[]; condition: string | undefined }[] = [];

  for (const { name, content, line } of cmakeCommands(sdkText(sdk, path))) {
    const words = cmakeArguments(content);
    const at = `${path}:${line}`;
    const condition = conditions.reduce<string | undefined>(
      (all, branch) => joinConditions(all, holds(branch)),
      undefined,
    );
    const when = condition === undefined ? {} : { if: condition };
    const push = (list: ForcedOption[], image: string, symbol: string, value: string, line = at): void => {
      for (const one of images(image)) list.push({ image: one, symbol, value, ...when, at: line });
    };
    switch (name) {
      case 'if':
        conditions.push({ before: [], now: converted(content) });
        break;
      case 'elseif': {
        const branch = conditions.at(-1)!;
        conditions[conditions.length - 1] = { before: [...branch.before, branch.now], now: converted(content) };
        break;
      }
      case 'else': {
        const branch = conditions.at(-1)!;
        conditions[conditions.length - 1] = { before: [...branch.before, branch.now], now: 'y' };
        break;
      }
      case 'endif':
        conditions.pop();
        break;
      case 'foreach':
        loops.push(words);
        break;
      case 'endforeach':
        loops.pop();
        break;
      case 'set':
        variables.set(
          words[0]!,
          words.slice(1).flatMap((word) => word.split(';')),
        );
        if (/_mode$/.test(words[0]!)) found.push({ name: words[0]!, symbols: variables.get(words[0]!)!, condition });
        break;
      case 'set_config_bool':
      case 'set_config_int':
      case 'set_config_string':
        if (words[1] === '${mode}') {
          if (words[2] === 'y') modes(words[0]!, at);
        } else if (/^CONFIG_\w+$/.test(words[1] ?? ''))
          push(forced, words[0]!, words[1]!.slice(7), valueOf(words[2] ?? ''));
        break;
      case 'set_property': {
        const option = /CONFIG "CONFIG_(\w+)=(.*)\\n"$/.exec(content);
        if (option && words[0] === 'TARGET') push(forced, words[1]!, option[1]!, valueOf(option[2]!));
        break;
      }
      case 'add_overlay_config': {
        const file = pathOf(words[1]!);
        if (file.includes('$') || !sdk.stat(file)) break;
        // Only one of the images that share a variable has fragments that are added: those beside its sources.
        const image = file.startsWith(`${IPC_RADIO}/`) ? 'ipc_radio' : words[0]!;
        for (const [confLine, symbol, value] of assignmentLines(sdkText(sdk, file)))
          push(fragments, image, symbol, value, `${file}:${confLine}`);
        break;
      }
      case 'add_overlay_dts': {
        const file = pathOf(words[1]!);
        if (!file.includes('$') && sdk.stat(file))
          for (const image of images(words[0]!)) overlays.push({ image, path: file, ...when });
      }
    }
  }
  return { fragments, forced, overlays };

  function images(written: string): readonly string[] {
    if (written === '${ZCMAKE_APPLICATION}' && own !== undefined) return [own];
    if (written !== '${image}') return imagesOf(written);
    const list = loops.findLast(([variable]) => variable === 'image')?.slice(1) ?? variables.get('image');
    return list?.flatMap((part) => imagesOf(part)) ?? (own === undefined ? [] : [own]);
  }

  /** One member of a list of modes is y, the others are n: `foreach(mode ${mcuboot_modes}) ... IN_LIST mcuboot_mode`. */
  function modes(image: string, at: string): void {
    const list = loops.findLast(([variable]) => variable === 'mode')?.[1] ?? '';
    const name = list.replace(/^\$\{(\w+)s\}$/, '$1');
    const surrounding = conditions
      .slice(0, -1)
      .reduce<string | undefined>((all, branch) => joinConditions(all, holds(branch)), undefined);
    for (const symbol of variables.get(`${name}s`) ?? []) {
      for (const one of images(image)) {
        const place = { image: one, symbol: symbol.slice(7), at };
        forced.push({ ...place, value: 'n', ...(surrounding === undefined ? {} : { if: surrounding }) });
        for (const way of found.filter((way) => way.name === name && way.symbols.includes(symbol))) {
          forced.push({ ...place, value: 'y', ...(way.condition === undefined ? {} : { if: way.condition }) });
        }
      }
    }
  }
}

/** A path of CMake's, relative to the workspace of the SDK; what is none of the known folders keeps its variable. */
const pathOf = (word: string): string =>
  word
    .replace('${ZEPHYR_NRF_MODULE_DIR}', 'nrf')
    .replace('${ZEPHYR_MCUBOOT_MODULE_DIR}', 'bootloader/mcuboot')
    .replace('${SB_CONFIG_NETCORE_IMAGE_PATH}', IPC_RADIO);

/** nrf/sysbuild/Kconfig.netcore:161, nrf/sysbuild/netcore.cmake:48-71 (2.7.0) */
const IPC_RADIO = 'nrf/applications/ipc_radio';

interface Branch {
  /** Of the branches before: none of them was taken. */
  readonly before: readonly string[];
  readonly now: string;
}

const holds = ({ before, now }: Branch): string | undefined =>
  [...before.map((condition) => `!(${condition})`), ...(now === 'y' ? [] : [now])].reduce<string | undefined>(
    joinConditions,
    undefined,
  );

/** The names of the images that a word of CMake stands for; none where it cannot be told. */
function imagesOf(word: string): readonly string[] {
  if (word === '${PRE_CMAKE_IMAGES}') return ['*'];
  if (word === '${DEFAULT_IMAGE}' || word === '${updateable_images}') return ['app'];
  if (word === '${SB_CONFIG_NETCORE_IMAGE_NAME}')
    return ['ipc_radio', 'hci_ipc', 'rpc_host', '802154_rpmsg', 'empty_net_core'];
  return word.split(';').filter((name) => /^(mcuboot|b0|b0n|ipc_radio)$/.test(name));
}

/** A condition of CMake over sysbuild's symbols in the language of `Condition`. */
function converted(content: string): string {
  const text = content
    .replace(/"\$\{BOARD\}\$\{BOARD_QUALIFIERS\}"\s+MATCHES\s+"[^"]*"/g, 'BOARD_IS_NON_SECURE')
    .replace(/\bDEFINED\s+(board_qualifiers_secure|board_target_secure)\b/g, 'BOARD_IS_NON_SECURE')
    .replace(/\bDEFINED\s+SB_CONFIG_(\w+_(?:NAME|PATH|FILE))\b/g, '$1 != ""')
    .replace(/\bDEFINED\s+SB_CONFIG_/g, '')
    .replace(/\bSB_CONFIG_/g, '')
    .replace(/\bNOT\s+/g, '!')
    .replace(/\s+AND\s+/g, ' && ')
    .replace(/\s+OR\s+/g, ' || ')
    .replace(/\s+/g, ' ')
    .trim();
  return /[$]|"[^"]|\b(STREQUAL|MATCHES|GREATER|EQUAL|IN_LIST|DEFINED|VERSION_\w+)\b/.test(text)
    ? `"${text.replaceAll('"', "'")}"`
    : text;
}

function valueOf(word: string): string {
  if (word === '${mcuboot_total_images}') return '$MCUBOOT_UPDATEABLE_IMAGES+$MCUBOOT_ADDITIONAL_UPDATEABLE_IMAGES';
  const symbol = /^\$\{SB_CONFIG_(\w+)\}$/.exec(word)?.[1];
  if (symbol) return `$${symbol}`;
  return word.includes('$') ? '?' : word === 'true' ? 'y' : word;
}
