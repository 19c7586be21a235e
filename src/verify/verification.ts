import type { Comparison, Difference, Verification } from '../diagnostic/verification.ts';
import { applicationsOf, type ConfiguredTarget, configureApplication, type LintOptions } from '../lint/lint.ts';
import { type BuildResults, buildResults } from '../project/built/results.ts';
import type { Workspace } from '../project/workspace.ts';
import { join } from '../text/paths.ts';
import { fileDifferences } from './files.ts';
import { imageDifferences } from './images.ts';
import { nodeDifferences } from './nodes.ts';
import { partitionDifferences } from './partitions.ts';
import { reasonsOf } from './reasons.ts';
import { symbolDifferences } from './symbols.ts';

/** What one comparison finds. */
export interface Compared extends Comparison {
  readonly differences: readonly Difference[];
}

/** A build as it is known from its results, and as it is computed from its sources and arguments. */
export interface BothSides {
  readonly results: BuildResults;
  readonly built: ConfiguredTarget;
  readonly predicted: ConfiguredTarget;
  /** The same with the files that the build says it has read: for what the sources alone leave open. */
  readonly withItsFiles: ConfiguredTarget;
}

/** The options with which rules see what the build in `buildFolder` has made, and the way to it afterwards. */
export function withResults(options: LintOptions): {
  readonly options: LintOptions;
  results(): BuildResults | undefined;
} {
  let found: BuildResults | undefined;
  return {
    options: {
      ...options,
      resultsOf: (workspace, root, build) => {
        found ??= buildResults(workspace, root, build);
        return found;
      },
    },
    results: () => found,
  };
}

/**
 * Holds what is computed from the sources of a build, with its arguments, against its results: the devicetree and the
 * partitions whole, of Kconfig the symbols that somebody asked for. `options` are those of `withResults`, after a run.
 */
export function verification(
  workspace: Workspace,
  options: LintOptions,
  results: BuildResults | undefined,
): Verification | undefined {
  const [root] = applicationsOf(workspace, options);
  if (root === undefined || !results) return undefined;
  const [built] = configureApplication(workspace, root, options).configured;
  if (root === results.folder) return built && withoutSources(workspace, results, built);
  const computed = (isForeseen: boolean): ConfiguredTarget | undefined =>
    configureApplication(workspace, root, { ...options, resultsOf: undefined, isForeseen }).configured[0];
  const [predicted, withItsFiles] = [computed(true), computed(false)];
  if (!built || !predicted || !withItsFiles) return undefined;
  const sides: BothSides = { results, built, predicted, withItsFiles };
  const reasons = reasonsOf(workspace, sides);
  const images = imageDifferences(sides, reasons);
  const symbols = symbolDifferences(sides, reasons);
  const nodes = nodeDifferences(sides, reasons);
  const partitions = partitionDifferences(sides, reasons);
  return {
    ...about(workspace, results, built),
    compared: { symbols: counts(symbols), nodes: counts(nodes), partitions: counts(partitions) },
    differences: [
      ...fileDifferences(workspace, sides),
      ...[images, symbols, nodes, partitions].flatMap(({ differences }) => differences),
    ],
  };
}

/** A build that came without its sources: there is nothing to compare it with. */
const withoutSources = (workspace: Workspace, results: BuildResults, built: ConfiguredTarget): Verification => ({
  ...about(workspace, results, built),
  compared: { symbols: NOTHING, nodes: NOTHING, partitions: NOTHING },
  differences: [],
});

const NOTHING: Comparison = { equal: 0, different: 0, unknown: 0 };

const about = (workspace: Workspace, { folder, images }: BuildResults, { id, built }: ConfiguredTarget) => ({
  folder: workspace.shown(folder),
  configuration: id,
  changed: (built?.changed ?? []).map((path) => workspace.shown(path)),
  images: images.map(({ name, board, folder: at, kconfig, hasDevicetree }) => ({
    name,
    board,
    config: kconfig && workspace.shown(join(at, 'zephyr/.config')),
    devicetree: hasDevicetree ? workspace.shown(join(at, 'zephyr/zephyr.dts')) : undefined,
  })),
});

const counts = ({ equal, different, unknown }: Comparison): Comparison => ({ equal, different, unknown });
