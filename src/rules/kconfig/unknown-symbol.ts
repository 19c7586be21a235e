import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { Configuration, Fragment, FragmentAssignment } from '../../model/application.ts';
import { rememberedFor, rememberedForBoth } from '../../model/fact.ts';
import type { SymbolNames } from '../../model/sdk-facts.ts';
import type { SysbuildFacts } from '../../model/sysbuild/facts.ts';
import { oneMistypeFrom } from '../../text/mistyped.ts';
import { defineRule, isBefore, knowsRelease, replace } from '../rule.ts';

export default defineRule({
  id: 'kconfig/unknown-symbol',
  severity: 'error',
  about: () => ({
    summary: 'Every assigned symbol exists.',
    why: `
An assignment of a symbol that no Kconfig file defines stops the build: "attempt to assign the value ... to the undefined
symbol ...". One wrong letter is enough, and the message does not say which symbol was meant.`,
    exceptions: `
Any module can define symbols, and most modules are not here to be read. So only what is one mistype away from exactly one
symbol is reported: from a symbol of the application's own Kconfig files, or, with NCS 2.4 and 2.7, from one of the SDK, and with
other versions that were read from one of \`nrf\` or MCUboot. A warning where nothing says the version, and with versions whose names were not read (before 2.4, and
after 2.7), there for a letter too many or missing, or two swapped, in a name that no release is known to have had. Numbers in names do not count as mistypes.
Of sysbuild's own symbols those of \`nrf\` and Zephyr are known in NCS 2.7.0, 2.9.0 and 3.3.99; with other versions it is a warning.`,
    sources: ['zephyr/scripts/kconfig/kconfig.py:64-76 (2.4.0)'],
  }),

  *check(configuration) {
    yield* inSysbuild(configuration);
    const names = configuration.sdk.known ? configuration.sdk.value.names : undefined;
    if (!names) return;
    const seen = new Map<string, Meant | undefined>();
    const { images, otherFragments, boardFragments } = configuration;
    // The application's own Kconfig is not that of other images, whose files lie below a folder of theirs.
    const others = otherFragments.filter(({ source }) => !/(^|\/)(child_image|sysbuild)\//.test(source.path));
    for (const { name: imageName, fragments } of [
      ...images,
      { name: 'app', fragments: [...others, ...boardFragments] },
    ]) {
      for (const fragment of fragments) {
        for (const assignment of unknownIn(names, fragment)) {
          const name = assignment.symbol.slice('CONFIG_'.length);
          const key = `${imageName} ${name}`;
          if (seen.size > MOST) return;
          if (!seen.has(key)) seen.set(key, meantBy(name, configuration, names, imageName === 'app'));
          const meant = seen.get(key);
          if (meant) yield finding(assignment, 'CONFIG_', meant);
        }
      }
    }
  },
});

const PREFIX = 'CONFIG_';

/** All symbols begin with a letter. */
const isSymbol = (symbol: string): boolean => {
  const first = symbol.startsWith(PREFIX) ? symbol.charAt(PREFIX.length) : '';
  return first >= 'A' && first <= 'Z';
};

const unknownIn = rememberedForBoth((names: SymbolNames, { assignments }: Fragment) =>
  assignments.filter(({ symbol }) => isSymbol(symbol) && !names.has(symbol.slice(PREFIX.length))),
);

interface Meant {
  readonly name: string;
  readonly isOwn: boolean;
  /** Nobody knows which version is in use, or its names were not read, only those of others. */
  readonly isLikely: boolean;
}

function meantBy(name: string, configuration: Configuration, names: SymbolNames, isApp: boolean): Meant | undefined {
  const { ownSymbols, sdk } = configuration;
  const isElsewhere = sdk.known && sdk.value.renamed(name) !== undefined;
  if (name.length < SHORTEST || ownSymbols.has(name) || isElsewhere || isGenerated(name)) return undefined;
  const twice = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name;
  if (twice !== name && (names.has(twice) || ownSymbols.has(twice)))
    return { name: twice, isOwn: ownSymbols.has(twice), isLikely: false };
  const own = isApp ? oneMistypeFrom(name, ownSymbols) : [];
  const isRead = isReadIn(configuration);
  const all = isRead || isLikeRead(configuration) ? oneMistypeFrom(name, names.all) : [];
  const [only, ...others] = new Set([...own, ...all]);
  if (only === undefined || others.length > 0) return undefined;
  const isOwn = ownSymbols.has(only);
  // Of two names with as many letters both can have been there: LSM6DSO_GYRO_FS and LSM6DSL_GYRO_FS.
  if (!isRead && !isOwn && only.length === name.length && !isSwapped(only, name)) return undefined;
  return { name: only, isOwn, isLikely: !isOwn && (!isRead || configuration.version === undefined) };
}

/** Whether they have the same letters. */
const isSwapped = (a: string, b: string): boolean => [...a].sort().join('') === [...b].sort().join('');

/** So many names that nobody knows are no mistypes. */
const MOST = 500;

/** Shorter names resemble too much. */
const SHORTEST = 6;

/** Templates make these names, in modules nobody has read, too. */
const isGenerated = (name: string): boolean =>
  /_LOG_(LEVEL|DEFAULT)|^(BOARD|SOC|SHIELD|HAS_HW|ZEPHYR_\w+_MODULE)/.test(name);

/** The names of the very version are needed to call one wrong: other versions have others. */
const isReadIn = (configuration: Configuration): boolean => {
  const { version, sdk } = configuration;
  if (sdk.known && sdk.value.version !== '2.4.0') return knowsRelease(configuration);
  return version === undefined || /^v?2\.4(\.\d{1,2})?$/.test(version);
};

/**
 * Names that no version has are wrong in this one, too: those before 2.4 are told by what was removed since, and what came
 * later is nearly all of `nrf`.
 */
const isLikeRead = (configuration: Configuration): boolean => {
  const { version, sdk } = configuration;
  if (version === undefined || !sdk.known) return false;
  return sdk.value.version === '2.4.0' ? isBefore(configuration, 2, 4) : true;
};

/** The modules of a project may define symbols of sysbuild, too: a near miss of one of the SDK is that one. */
function* inSysbuild(configuration: Configuration): Generator<Finding> {
  const { sdk, sysbuild, version } = configuration;
  const definitions = sdk.known ? sdk.value.sysbuild?.definitions : undefined;
  if (!sysbuild || !definitions) return;
  const isLikely = version === undefined || !knowsRelease(configuration);
  for (const assignment of sysbuild.fragments.flatMap(({ assignments }) => assignments)) {
    const { symbol } = assignment;
    const name = symbol.slice(SYSBUILD.length);
    const isElsewhere = sdk.known && sdk.value.renamed(symbol) !== undefined;
    if (!symbol.startsWith(SYSBUILD) || name.length < SHORTEST || isGenerated(name)) continue;
    if (isElsewhere || sysbuild.kconfig.defines(symbol)) continue;
    const [only, ...others] = oneMistypeFrom(name, symbolNames(definitions));
    if (only !== undefined && others.length === 0)
      yield finding(assignment, SYSBUILD, { name: only, isOwn: false, isLikely });
  }
}

const SYSBUILD = 'SB_CONFIG_';

const symbolNames = rememberedFor((definitions: SysbuildFacts['definitions']) => [
  ...new Set(definitions.filter(({ kind }) => kind === 'symbol').map(({ name }) => name)),
]);

function finding(
  { symbol, span }: FragmentAssignment,
  prefix: 'CONFIG_' | 'SB_CONFIG_',
  { name, isOwn, isLikely }: Meant,
): Finding {
  const meant = `${prefix}${name}`;
  const written = span.file.text.indexOf(symbol, span.start);
  return {
    severity: isLikely ? 'warning' : 'error',
    message: isLikely
      ? `no SDK that was read defines ${symbol}, at which the build stops then: there is ${meant}`
      : `the build stops at ${symbol}: no Kconfig file defines it, but ${isOwn ? "the application's own Kconfig has" : 'the SDK has'} ${meant}`,
    at: { span: span.file.span(written, written + symbol.length), text: 'no such symbol' },
    fixes: [replace(`write ${meant}`, 'unsafe', span.file.span(written, written + symbol.length), meant)],
  };
}
