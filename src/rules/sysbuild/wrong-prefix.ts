import type { Finding, Fix } from '../../diagnostic/diagnostic.ts';
import {
  type Configuration,
  type Fragment,
  type FragmentAssignment,
  image,
  type Place,
} from '../../model/application.ts';
import { defineRule, remove, replace, setKconfig, setSysbuild } from '../rule.ts';

export default defineRule({
  id: 'sysbuild/wrong-prefix',
  severity: 'error',
  about: () => ({
    summary: 'Symbols of sysbuild are set in its own fragments, symbols of an image in those of the image.',
    why: `
\`sysbuild.conf\` sets \`SB_CONFIG_\` symbols and nothing else, a fragment of an image sets \`CONFIG_\` symbols and nothing
else. Kconfig knows one prefix at a time: a line with the other one is a "malformed line" to it, and the build stops with
"Aborting due to Kconfig warnings", a message that names neither prefix nor file.`,
    exceptions: 'A comment such as `# CONFIG_X is not set` with the wrong prefix is only a comment, and harmless.',
    sources: [
      'zephyr/scripts/kconfig/kconfiglib.py:1315-1322 (2.4.0)',
      'zephyr/scripts/kconfig/kconfig.py:79-90 (2.4.0)',
      'nrf/doc/nrf/releases_and_maturity/migration/migration_sysbuild.rst:37 (3.3.99)',
    ],
  }),

  *check(configuration) {
    for (const fragment of configuration.fragments) {
      const [first, ...others] = fragment.misplaced;
      if (first) yield misplaced(configuration, fragment, first, others);
    }
  },
});

function misplaced(
  configuration: Configuration,
  fragment: Fragment,
  first: FragmentAssignment,
  others: readonly FragmentAssignment[],
): Finding {
  const { path } = fragment.source;
  const ofSysbuild = first.symbol.startsWith('SB_');
  const all = [first, ...others];
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return {
    message: ofSysbuild
      ? `${first.symbol}${more} cannot be set in ${path}: the build stops there`
      : `${path} sets symbols of sysbuild only: the build stops at ${first.symbol}${more}`,
    at: {
      span: first.span,
      text: ofSysbuild ? 'a symbol of sysbuild, in the fragment of an image' : 'a symbol of an image',
    },
    related: others.slice(0, 5).map(({ span }) => ({ span, text: 'and this' })),
    ...(ofSysbuild ? toSysbuild(configuration, all) : (prefixed(configuration, all) ?? toImage(configuration, all))),
  };
}

type Advice = Pick<Finding, 'fixes' | 'help'>;

function toSysbuild({ sysbuild }: Configuration, lines: readonly FragmentAssignment[]): Advice {
  if (!sysbuild) return { help: 'delete it: this build does without sysbuild, which alone knows such symbols' };
  return { fixes: [moved(lines, setSysbuild(sysbuild, valuesOf(lines)), sysbuild.place)] };
}

/** What has a namesake in sysbuild was meant for sysbuild. */
function prefixed({ sysbuild }: Configuration, lines: readonly FragmentAssignment[]): Advice | undefined {
  if (!sysbuild || !lines.every(({ symbol }) => sysbuild.kconfig.defines(`SB_${symbol}`))) return undefined;
  const edits = lines.flatMap(({ span }) => replace('', 'unsafe', { ...span, end: span.start }, 'SB_').edits);
  return { fixes: [{ title: 'write SB_CONFIG_', safety: 'unsafe', edits }] };
}

function toImage(configuration: Configuration, lines: readonly FragmentAssignment[]): Advice {
  const app = image(configuration, 'app');
  const mcuboot = image(configuration, 'mcuboot')?.places.fragment.path ?? 'sysbuild/mcuboot.conf';
  return {
    help: `what is meant for MCUboot goes into ${mcuboot}`,
    fixes: app ? [moved(lines, setKconfig(app, valuesOf(lines)), app.places.fragment)] : [],
  };
}

const valuesOf = (lines: readonly FragmentAssignment[]): Readonly<Record<string, string>> =>
  Object.fromEntries(lines.map(({ symbol, value }) => [symbol, value]));

const moved = (lines: readonly FragmentAssignment[], added: Fix, { path }: Place): Fix => ({
  title: `move to ${path}`,
  safety: 'unsafe',
  edits: [...lines.flatMap(({ span }) => remove('', 'unsafe', span).edits), ...added.edits],
});
