import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { Configuration, Fragment, FragmentAssignment } from '../../model/application.ts';
import { rememberedForBoth } from '../../model/fact.ts';
import { type Standing, standing } from '../../model/kconfig/renamed.ts';
import { sdkLine as lineOf, type RenamedSymbol, type SdkFacts } from '../../model/sdk-facts.ts';
import { defineRule, reason, remove, replace } from '../rule.ts';

export default defineRule({
  id: 'kconfig/renamed-symbol',
  severity: 'error',
  about: () => ({
    summary: 'Symbols have the names they have in the SDK version at hand.',
    why: `
Options are renamed and removed between releases. The build stops at the old name with "attempt to assign the value ... to
the undefined symbol ..." and does not know the new one; the release notes do.`,
    exceptions: `
A warning where the option still works but is deprecated, where the version is one in development on the way to the
release without the option, and in a file that no build is known to read; information where nothing says which version the
project is built with. A symbol that the application's own Kconfig defines is the
application's.`,
    sources: [
      'zephyr/scripts/kconfig/kconfig.py:64-76 (2.4.0)',
      'zephyr/doc/releases/release-notes-3.0.rst:110 (2.4.0)',
      'nrf/doc/nrf/releases_and_maturity/migration/migration_guide_3.1.rst:230 (3.3.99)',
      'nrf/doc/nrf/releases_and_maturity/migration/migration_guide_3.2.rst:402-425 (3.3.99)',
    ],
  }),

  *check(configuration) {
    const { sdk, fragments, otherFragments, boardFragments } = configuration;
    if (!sdk.known) return;
    for (const fragment of [...fragments, ...otherFragments, ...boardFragments]) {
      for (const { assignment, name, renamed } of renamedIn(sdk.value, fragment)) {
        const now = standing(renamed, configuration);
        // Kconfig warns of those that are enabled.
        if (now === 'deprecated' && assignment.value === 'n') continue;
        if (!now || isOwn(name, configuration)) continue;
        const isOther = otherFragments.includes(fragment);
        // The configuration that reads it tells.
        if (isOther && isReadElsewhere(configuration, assignment)) continue;
        yield finding(configuration, assignment, renamed, now, !isOther);
      }
    }
  },
});

/** Whether another configuration of the application reads the file. */
const isReadElsewhere = ({ files, id }: Configuration, { span }: FragmentAssignment): boolean =>
  files.all.some(
    ({ source, readers }) =>
      source?.path === span.file.path &&
      readers.some(({ configuration, isBuilt }) => configuration !== id && isBuilt !== false),
  );

const renamedIn = rememberedForBoth((sdk: SdkFacts, { assignments }: Fragment) =>
  assignments.flatMap((assignment) => {
    const name = bare(assignment.symbol);
    const renamed = name === undefined ? undefined : sdk.renamed(name);
    return name !== undefined && renamed ? [{ assignment, name, renamed }] : [];
  }),
);

/** As the facts name it: options of sysbuild with their prefix, all others without. */
const bare = (symbol: string): string | undefined =>
  symbol.startsWith('CONFIG_') ? symbol.slice('CONFIG_'.length) : symbol.startsWith(SYSBUILD) ? symbol : undefined;

const withPrefix = (name: string): string => (name.startsWith(SYSBUILD) ? name : `CONFIG_${name}`);

const SYSBUILD = 'SB_CONFIG_';

function isOwn(name: string, { ownSymbols, sysbuild }: Configuration): boolean {
  if (!name.startsWith(SYSBUILD)) return ownSymbols.has(name);
  const own = sysbuild?.root?.start.file.text;
  const definition = new RegExp(`^[ \\t]*(?:menu)?config[ \\t]+${name.slice(SYSBUILD.length)}\\b`, 'm');
  return own !== undefined && definition.test(own);
}

function finding(
  { sdk }: Configuration,
  { symbol, span }: FragmentAssignment,
  renamed: RenamedSymbol,
  now: Standing,
  isRead: boolean,
): Finding {
  const { use = [], since, deprecated } = renamed;
  const names = use.map(withPrefix);
  const instead = names.join(' or ');
  const isOver = now === 'gone';
  const what = names.length > 0 ? 'replaced' : 'removed';
  const written = span.file.text.indexOf(symbol, span.start);
  return {
    severity: now === 'gone' && isRead ? 'error' : now === 'assumed' ? 'info' : 'warning',
    message:
      now === 'deprecated'
        ? `${symbol} is deprecated from NCS ${deprecated} on${since === undefined ? '' : `, and gone in NCS ${since}`}`
        : isOver
          ? `${isRead ? 'the' : 'a'} build ${isRead ? '' : 'with this file '}stops at ${symbol}, which NCS ${since} ${what}`
          : `the build stops at ${symbol} from NCS ${since} on, which ${what} it`,
    at: {
      span,
      text: names.length > 0 ? `now ${instead}` : isOver ? 'no such symbol any more' : 'soon no such symbol',
    },
    ...(sdk.known && { because: [reason(evidence(symbol, renamed, now), lineOf(sdk.value, renamed.at))] }),
    ...(names.length === 1 && !renamed.differs
      ? { fixes: [replace(`write ${instead}`, 'unsafe', span.file.span(written, written + symbol.length), instead)] }
      : names.length > 0
        ? { help: names.length > 1 ? 'write the one that is meant' : `write ${instead}, which takes other values` }
        : now === 'deprecated'
          ? {}
          : { fixes: [remove('delete the line', 'unsafe', span)] }),
  };
}

/** What the line of the SDK says that is cited. */
function evidence(symbol: string, { use = [], since, at }: RenamedSymbol, now: Standing): string {
  const isKconfig = /\/Kconfig[^/]*$/.test(at.replace(/:\d+ \(.*/, ''));
  if (isKconfig && now !== 'deprecated') return `${symbol} stands here for the last time`;
  if (use.length > 0) return `${use.map(withPrefix).join(' or ')} takes the place of ${symbol}`;
  return isKconfig ? `${symbol} is marked as deprecated` : `NCS ${since} does without ${symbol}`;
}
