import { type Scenario, scenarios } from '../syntax/scenarios.ts';
import { join } from '../text/paths.ts';
import type { NamedTarget } from './named-target.ts';
import type { Workspace } from './workspace.ts';

/** Files that list what Twister builds (zephyr/scripts/pylib/twister/twisterlib/testplan.py:81-82, 2.4.0). */
export const SCENARIO_FILES = ['sample.yaml', 'testcase.yaml'];

/** What Twister builds of an application: every scenario for each of its platforms, or for any board where it names none. */
export function scenarioTargets(workspace: Workspace, root: string): readonly NamedTarget[] {
  const found: NamedTarget[] = [];
  for (const file of SCENARIO_FILES) {
    for (const scenario of workspace.parsed(join(root, file), scenarios)?.tree ?? []) {
      if (found.length < MOST_SCENARIO_TARGETS) found.push(...ofScenario(scenario, file));
      else
        workspace.leaveOut(
          join(root, file),
          `describes more than ${MOST_SCENARIO_TARGETS} builds, the rest was not read`,
        );
    }
  }
  return found;
}

/** Builds by scenarios that are looked at for one application. */
const MOST_SCENARIO_TARGETS = 5000;

function ofScenario(scenario: Scenario, file: string): readonly NamedTarget[] {
  const platforms = [...new Set([...scenario.platformAllow, ...scenario.integrationPlatforms])];
  const boards = platforms.filter((platform) => !scenario.platformExclude.includes(platform));
  return (platforms.length > 0 ? boards : [undefined]).map((board) => ({
    board,
    arguments: buildArguments(scenario, board),
    sysbuild: scenario.sysbuild,
    name: scenario.name,
    why: `from ${file}`,
  }));
}

function buildArguments({ definitions, configs, snippets }: Scenario, board: string | undefined): readonly string[] {
  const isArm = !/^(native|qemu_x86)/.test(board ?? '');
  return [...definitions, ...configs, ...(snippets.length > 0 ? [`SNIPPET=${snippets.join(';')}`] : [])].flatMap(
    (text) => {
      // `arch:arm:CONFIG_X=y` and `platform:<board>:CONFIG_X=y` (twisterlib/testinstance.py:223-232, 2.4.0).
      const condition = /^(arch|platform):([^:]*):(.*)$/s.exec(text);
      if (!condition) return [`-D${text}`];
      const holds = condition[1] === 'arch' ? isArm && condition[2] === 'arm' : condition[2] === board;
      return holds ? [`-D${condition[3]}`] : [];
    },
  );
}
