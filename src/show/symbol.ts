import type { SymbolAnswer, SymbolValue } from '../diagnostic/show.ts';
import type { Configuration, Image } from '../model/application.ts';
import { liesInBoard } from '../model/devicetree/of-board.ts';
import { type Fact, unknown, valueOf } from '../model/fact.ts';
import { devicetreeConditions } from '../model/kconfig/devicetree-conditions.ts';
import type { KconfigView } from '../model/kconfig/evaluate.ts';
import type { Configured } from '../project/configure.ts';
import { closest } from '../text/similar.ts';
import { wantedImages } from './images.ts';
import { missingOf } from './place.ts';
import { type SymbolContext, symbolSteps } from './symbol-steps.ts';

/** The value of a symbol in each image of a build, and where it comes from. */
export function symbolAnswer(configured: Configured, written: string, wanted: string | undefined): SymbolAnswer {
  const [, prefix = 'CONFIG_', name = written] = /^((?:SB_)?CONFIG_)?(.*)$/s.exec(written)!;
  const symbol = prefix + name;
  if (prefix === 'SB_CONFIG_') return { kind: 'symbol', symbol, ...ofSysbuild(configured, name, wanted) };
  const { images, notes } = wantedImages(configured, wanted);
  const values = images.map(({ name: image, image: fact }) =>
    fact.known ? valueIn(image, name, imageContext(configured.configuration, fact.value)) : unevaluated(image, fact),
  );
  const views = images.flatMap(({ image }) => (image.known ? [image.value.kconfig] : []));
  const sdk = valueOf(configured.configuration.sdk);
  const known = new Set([
    ...views.flatMap((view) => [...view.assignedSymbols]),
    ...images.flatMap((image) => sdk?.symbolNames(image.name) ?? []),
  ]);
  const isDefined = views.some((view) => view.definition(name) !== undefined);
  return {
    kind: 'symbol',
    symbol,
    values,
    notes: [...notes, ...(isDefined ? [] : meantNote(symbol, name, prefix, known))],
  };
}

function ofSysbuild(
  { sysbuild, configuration }: Configured,
  name: string,
  wanted: string | undefined,
): Omit<SymbolAnswer, 'kind' | 'symbol'> {
  if (!sysbuild) {
    const { era } = configuration;
    return {
      values: [],
      notes: [
        era.known
          ? 'This build has no symbols of sysbuild: it is made of child images'
          : `Whether there are symbols of sysbuild is not known: it needs ${era.missing}`,
      ],
    };
  }
  const { view } = sysbuild;
  const context: SymbolContext = {
    view,
    scope: { bool: view.bool, text: view.text, devicetree: () => unknown('a devicetree of sysbuild') },
    prefix: 'SB_CONFIG_',
    passedOn: () => undefined,
  };
  const definitions = valueOf(configuration.sdk)?.sysbuild?.definitions ?? [];
  const known = new Set([
    ...view.assignedSymbols,
    ...definitions.flatMap((one) => (one.kind === 'symbol' ? [one.name] : [])),
  ]);
  return {
    values: [valueIn('sysbuild', name, context)],
    notes: [
      ...(wanted === undefined || wanted === 'sysbuild'
        ? []
        : [`Symbols of sysbuild belong to the whole build, not to ${wanted}`]),
      ...meantNote(`SB_CONFIG_${name}`, name, 'SB_CONFIG_', known),
    ],
  };
}

function valueIn(image: string, name: string, context: SymbolContext): SymbolValue {
  const value = context.view.text(name);
  return {
    image,
    value: valueOf(value),
    type: context.view.definition(name)?.type,
    missing: missingOf(value),
    steps: symbolSteps(name, value, context),
  };
}

const unevaluated = (image: string, fact: Fact<Image>): SymbolValue => ({
  image,
  value: undefined,
  type: undefined,
  missing: missingOf(fact),
  steps: [],
});

function imageContext(configuration: Configuration, image: Image): SymbolContext {
  const view: KconfigView = image.kconfig;
  const { holds } = devicetreeConditions(image.devicetree);
  const own = new Set(image.fragments.map(({ source }) => source));
  const how =
    valueOf(configuration.era) === 'sysbuild'
      ? `which sysbuild forces upon ${image.name}`
      : `which the application's build passes on to ${image.name}`;
  return {
    view,
    scope: { bool: view.bool, text: view.text, devicetree: holds },
    prefix: 'CONFIG_',
    passedOn({ origin, symbol }) {
      // A fragment of the image, of the user or the SDK, states the symbol itself; whatever else decided is passed on.
      if (origin.kind === 'project')
        return own.has(origin.span.file) || liesInBoard(image, origin.span) ? undefined : how;
      if (origin.kind === 'sdk') return /_defconfig$|\.conf$/.test(origin.path) ? undefined : how;
      return origin.kind === 'argument' && !origin.text.includes(`CONFIG_${symbol}=`) ? how : undefined;
    },
  };
}

/** What somebody who mistyped a symbol meant: one that lines assign, or that there are facts about. */
function meantNote(symbol: string, name: string, prefix: string, names: ReadonlySet<string>): readonly string[] {
  const meant = names.has(name) ? undefined : closest(name, names);
  return meant === undefined ? [] : [`No line speaks of ${symbol}; did you mean ${prefix}${meant}?`];
}
