import type { LockedApplication, LockReport } from '../diagnostic/lock.ts';
import { applicationsOf, type ConfiguredTarget, configureApplication, type LintOptions } from '../lint/lint.ts';
import { changesSince } from '../model/lock/changes.ts';
import { released } from '../model/lock/entries.ts';
import { lockText, type Section, sectionOf } from '../model/lock/text.ts';
import type { Workspace } from '../project/workspace.ts';
import { LOCK_FILE, type LockFile, lockFile } from '../syntax/lock-file.ts';
import { join } from '../text/paths.ts';

/** What the applications at or below the paths have released, and what they have otherwise now. */
export function locks(workspace: Workspace, options: LintOptions): LockReport {
  const applications = applicationsOf(workspace, options).map((root) => lockOf(workspace, root, options));
  return { applications, skipped: workspace.skipped };
}

const nothing: LockFile = { sections: new Map() };

function lockOf(workspace: Workspace, root: string, options: LintOptions): LockedApplication {
  const { shown, configured } = configureApplication(workspace, root, options);
  const path = join(root, LOCK_FILE);
  const parsed = workspace.parsed(path, lockFile);
  const before = parsed?.tree ?? nothing;
  const sections = new Map<string, Section>();
  for (const [id, { entries }] of before.sections)
    sections.set(id, new Map([...entries].map(([key, { value }]) => [key, value])));
  const configurations = plainOnes(configured, before).map(({ configuration }) => {
    const { id } = configuration;
    const now = released(configuration);
    const section = sectionOf(now, before, id);
    const held = before.sections.get(id);
    const { changes, unknown } = held ? changesSince(configuration, held) : { changes: [], unknown: [] };
    // What was held and is not known now stays held.
    const kept = unknown.flatMap(({ key }): [string, string][] => {
      const entry = held?.entries.get(key);
      return entry ? [[key, entry.value]] : [];
    });
    sections.set(id, new Map([...section, ...kept]));
    const added = [...section.keys()].filter((key) => held && !held.entries.has(key));
    return {
      id,
      isNew: !held && section.size > 0,
      count: sections.get(id)!.size,
      changes: changes.map(({ key, before, after, cost }) => ({ key, before, after, cost })),
      added,
      unknown:
        section.size === 0
          ? []
          : [
              ...now.flatMap(({ key, value }) =>
                value.known || unknown.some((one) => one.key === key) ? [] : [{ key, missing: value.missing }],
              ),
              ...unknown,
            ],
    };
  });
  const known = new Set(configurations.map(({ id }) => id));
  return {
    root: shown,
    path,
    file: workspace.shown(path),
    exists: parsed !== undefined,
    text: lockText(sections),
    configurations,
    others: [...before.sections.keys()].filter((id) => !known.has(id)),
    problems: (parsed?.problems ?? []).map(({ message, span }) => ({
      message,
      line: span.file.position(span.start).line,
    })),
  };
}

/** One of each board and suffix: a scenario beside a plain build is a variant for a test, unless it is held already. */
function plainOnes(configured: readonly ConfiguredTarget[], before: LockFile): readonly ConfiguredTarget[] {
  const ids = new Set(configured.map(({ id }) => id));
  return configured.filter(({ id }) => {
    const plain = id.replace(/ \([^()]*\)( \d+)?$/, '');
    return plain === id || before.sections.has(id) || !ids.has(plain);
  });
}
