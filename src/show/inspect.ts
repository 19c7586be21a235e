import type { Answer, ShownAnswer, ShowReport } from '../diagnostic/show.ts';
import { applicationsOf, type ConfiguredTarget, configureApplication, type LintOptions } from '../lint/lint.ts';
import type { Workspace } from '../project/workspace.ts';
import { buildAnswer } from './build.ts';
import { nodeAnswer } from './node.ts';
import { partitionsAnswer } from './partitions.ts';
import { symbolAnswer } from './symbol.ts';

/** What somebody wants to know about a build. `image` narrows it to one image. */
export type Question =
  | { readonly kind: 'build'; readonly image?: string | undefined }
  /** With `CONFIG_` or `SB_CONFIG_`; what has neither is taken for the former. */
  | { readonly kind: 'symbol'; readonly symbol: string; readonly image?: string | undefined }
  /** `&qspi`, `qspi`, `/soc/qspi@40029000`, an alias, or the name of a property of `/chosen`. */
  | { readonly kind: 'node'; readonly node: string; readonly image?: string | undefined }
  /** All of them, or the one of this name and its region. */
  | { readonly kind: 'partitions'; readonly partition?: string | undefined };

/** Answers the question for every configuration of the applications at or below the paths. Runs no rule. */
export function inspect(workspace: Workspace, options: LintOptions, question: Question): ShowReport {
  const applications = applicationsOf(workspace, options).map((root) => {
    const { shown, unusedFiles, configured } = configureApplication(workspace, root, options);
    return { root: shown, unusedFiles, answers: together(configured, (target) => answer(workspace, target, question)) };
  });
  return { applications, skipped: workspace.skipped };
}

function answer(workspace: Workspace, target: ConfiguredTarget, question: Question): Answer {
  switch (question.kind) {
    case 'build':
      return buildAnswer(workspace, target, question.image);
    case 'symbol':
      return symbolAnswer(target, question.symbol, question.image);
    case 'node':
      return nodeAnswer(target, question.node, question.image);
    case 'partitions':
      return partitionsAnswer(target, question.partition);
  }
}

/** Configurations with the same answer are named together, and it is given once. */
function together(
  configured: readonly ConfiguredTarget[],
  answerOf: (target: ConfiguredTarget) => Answer,
): readonly ShownAnswer[] {
  const answers = new Map<string, ShownAnswer>();
  for (const target of configured) {
    const given = answerOf(target);
    const key = JSON.stringify(given);
    const configurations = [...(answers.get(key)?.configurations ?? []), { ...target.report, why: target.why }];
    answers.set(key, { configurations, answer: given });
  }
  return [...answers.values()];
}
