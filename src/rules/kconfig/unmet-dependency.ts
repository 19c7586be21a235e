import type { Configuration, FragmentAssignment, Image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import { fits, unquoted } from '../../model/kconfig/assigned.ts';
import { isBoardMatter, isSelectorOff, type UnmetPart, unmetParts } from '../../model/kconfig/unmet.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, knowsRelease, reason } from '../rule.ts';

export default defineRule({
  id: 'kconfig/unmet-dependency',
  severity: 'error',
  about: () => ({
    summary: 'What a line enables has all that it depends on.',
    why: `
An assignment counts only while the dependencies of its symbol are met. Otherwise the symbol keeps its default, mostly n: the
build prints "was assigned the value 'y' but got the value 'n'" among hundreds of lines, goes on, and the feature is missing.`,
    exceptions: `
Known as far as the shipped facts go: silent while one of the dependencies is unknown. A symbol that is set to n, and symbols of
the application's own Kconfig, are left alone. Information where the devicetree or the board decides, where no line can
change it, where another file or the command line switches off what a line rests on or what selects that, which may be meant so (a warning for an option of MCUboot, which nobody wants to lose), for the log of a module that is off as
the whole log is, for
another version than the one that was read, and for numbers
and texts, which often stay behind when a feature is switched off. Of lines that rest on each other the first one is reported.`,
    sources: [
      'zephyr/scripts/kconfig/kconfig.py:111-149 (2.4.0)',
      'zephyr/scripts/kconfig/kconfiglib.py:4427-4500 (2.4.0)',
    ],
  }),

  *check(configuration) {
    for (const image of configuration.images) {
      for (const { assignments } of image.fragments) {
        for (const line of assignments) {
          const unmet = unmetOf(configuration, image, line);
          if (unmet) yield* finding(configuration, image, line, unmet);
        }
      }
    }
  },
});

/** What keeps the line from taking effect; undefined where it takes effect, or nobody knows. */
function unmetOf(
  { ownSymbols, sdk }: Configuration,
  image: Image,
  { symbol, value, span }: FragmentAssignment,
): UnmetPart | undefined {
  const { kconfig, devicetree } = image;
  const name = symbol.slice('CONFIG_'.length);
  const definition = kconfig.definition(name);
  if (!definition || definition.prompt === 'n' || ownSymbols.has(name) || value === 'n') return undefined;
  // The build stops at a value of another type.
  if (!fits(unquoted(value), definition.type)) return undefined;
  const last = kconfig.assigned(name).at(-1);
  if (last?.origin.kind !== 'project' || last.origin.span.start !== span.start || last.origin.span.file !== span.file)
    return undefined;
  const names = sdk.known ? sdk.value.names : undefined;
  // What begins with NCS_ is of the repository nrf, whose symbols are all listed.
  const isNever = (other: string): boolean =>
    other.startsWith('NCS_') && names?.has(other) === false && !ownSymbols.has(other);
  const unmet = unmetParts(kconfig, devicetree, name, isNever).at(0);
  if (!unmet || is(kconfig.text(name), unquoted(value))) return undefined;
  return unmet.symbols.some((other) => ownSymbols.has(other) || isUnmetItself(other)) ? undefined : unmet;

  /** Then that one is the line to look at. */
  function isUnmetItself(other: string): boolean {
    return kconfig.assigned(other).at(-1)?.value === 'y' && unmetParts(kconfig, devicetree, other, isNever).length > 0;
  }
}

function* finding(configuration: Configuration, image: Image, line: FragmentAssignment, unmet: UnmetPart) {
  const { symbol, value } = line;
  const { text, holds } = unmet;
  const off = image.fragments.flatMap(({ assignments }) => assignments).find((other) => isOff(other, unmet));
  const isLater = off !== undefined && isBehind(image, off.span, line.span);
  yield {
    severity: isCertain(configuration, image, line, unmet, off)
      ? ('error' as const)
      : off && isOfBootloader(image, line)
        ? ('warning' as const)
        : ('info' as const),
    message: isLater
      ? `${off.symbol}=${off.value} takes its effect from ${symbol}=${value} in the ${image.name} image, which depends on ${text}`
      : `${symbol}=${value} has no effect in the ${image.name} image: it depends on ${text}`,
    at: isLater ? { span: off.span, text: 'merged behind it' } : { span: line.span, text: 'not taken' },
    ...(isLater ? { related: [{ span: line.span, text: 'not taken' }] } : {}),
    because: [reason(`${text} does not hold`, holds)],
    help: isLater ? 'delete one of the two lines' : helpFor(image, unmet),
  };
}

/**
 * An option that is on in vain, on every board that reads the file. A line of another file that switches off what it rests
 * on may be meant so: that is what fragments for a board or a variant are for.
 */
function isCertain(
  configuration: Configuration,
  { kconfig }: Image,
  { symbol, value, span }: FragmentAssignment,
  { symbols, asksDevicetree, holds }: UnmetPart,
  off: FragmentAssignment | undefined,
): boolean {
  if (value !== 'y' || asksDevicetree || !knowsRelease(configuration)) return false;
  // Without the log there is none of a module, either.
  if (symbol.endsWith('_LOG_LEVEL_OFF')) return false;
  // What a build is given on its command line is meant for this build.
  if (holds.known && holds.origins.some(({ kind }) => kind === 'argument')) return false;
  // Where a line cannot change any of them, something below them decides: the SoC, the board, another feature.
  if (!off && symbols.every((name) => is(kconfig.isAsked(name), false))) return false;
  if (!off && symbols.some((name) => isSelectorOff(kconfig, name))) return false;
  if (off) return off.span.file === span.file;
  // Of what is known in part, only a line for all boards about what no board decides is certain.
  if (kconfig.definition(symbol)?.partial === true)
    return !/(^|\/)boards\//.test(span.file.path) && !symbols.some((name) => isBoardMatter(kconfig, name));
  return /(^|\/)boards\//.test(span.file.path) || !symbols.some((name) => isBoardMatter(kconfig, name));
}

/**
 * An option of MCUboot itself, on and off in the bootloader's own files. A board that has no use for a feature leaves it out;
 * of a bootloader it is the way in, or what guards the slots, that is left out without a word. What it logs is neither.
 */
const isOfBootloader = ({ name }: Image, { symbol, value }: FragmentAssignment): boolean =>
  name === 'mcuboot' && value === 'y' && /^CONFIG_(BOOT|MCUBOOT)_(?!.*LOG_LEVEL_)/.test(symbol);

/** Whether a line sets one of the symbols to n, and that decided. */
const isOff = ({ symbol, value, span }: FragmentAssignment, { symbols, holds }: UnmetPart): boolean =>
  value === 'n' &&
  symbols.includes(symbol.slice('CONFIG_'.length)) &&
  holds.known &&
  holds.origins.some((origin) => origin.kind === 'project' && origin.span === span);

/** Whether a line is merged after another one. */
function isBehind({ fragments }: Image, one: Span, other: Span): boolean {
  const place = ({ file }: Span): number => fragments.findIndex(({ source }) => source === file);
  return place(one) === place(other) ? one.start > other.start : place(one) > place(other);
}

function helpFor({ name }: Image, { text, asksDevicetree }: UnmetPart): string {
  const [, negation, symbol] = /^(!?)(CONFIG_\w+)$/.exec(text) ?? [];
  if (symbol !== undefined) return `set ${symbol}=${negation ? 'n' : 'y'}, or delete the line`;
  const node = asksDevicetree ? /^an enabled .*/.exec(text)?.[0] : undefined;
  return node === undefined
    ? 'delete the line'
    : `give the devicetree of the ${name} image ${node}, or delete the line`;
}
