// One application, as the benchmark judges it: node partitions-run.mjs <folder of an application> <times>. Prints how many
// milliseconds the solver and the rules about partitions took, once in a new process and then again and again, and the layout.
import { shippedKnowledge } from '../src/cli/knowledge.ts';
import { nodeFiles } from '../src/cli/node-files.ts';
import { lint } from '../src/lint/lint.ts';
import type { Configuration } from '../src/model/application.ts';
import { Workspace } from '../src/project/workspace.ts';
import { rules } from '../src/rules/index.ts';
import { defineRule } from '../src/rules/rule.ts';

const [folder = '.', times = '20'] = process.argv.slice(2);
const own = rules.filter(({ id }) =>
  /^(partition|settings)\/|^mcuboot\/(slot-size|max-image-sectors|scratch|trailer)$/.test(id),
);

/** A configuration that nobody has asked for its layout. */
function configured(): Configuration {
  let found: Configuration | undefined;
  const probe = defineRule({
    id: 'bench/probe',
    severity: 'info',
    about: () => ({ summary: '', why: '', sources: [] }),
    *check(configuration) {
      found ??= configuration;
      yield* [];
    },
  });
  lint(new Workspace(nodeFiles, [folder]), {
    paths: [folder],
    facts: shippedKnowledge,
    version: '2.4.0',
    rules: [probe],
  });
  if (!found) throw new Error(`no configuration in ${folder}`);
  return found;
}

/** Processor time in milliseconds, which a busy machine leaves alone. */
function spent(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function judged(configuration: Configuration) {
  const from = spent();
  const { layout } = configuration.partitions;
  const findings = own.flatMap((rule) => [...rule.check(configuration)]);
  return { took: spent() - from, layout, findings: findings.length };
}

const first = judged(configured());
const again = Array.from({ length: Number(times) }, () => judged(configured()).took);
const layout = first.layout.known ? Object.fromEntries(first.layout.value) : undefined;
console.log(JSON.stringify({ first: first.took, again, rules: own.length, findings: first.findings, layout }));
