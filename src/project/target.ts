import type { Choice } from '../diagnostic/report.ts';
import type { Part } from '../model/application.ts';
import type { BuildFolder } from './built/build-folders.ts';

/** What is built for what: one configuration of an application. */
export interface Target {
  /** As in file names, without revision; undefined when nothing tells. */
  readonly board: Choice | undefined;
  /** With dots: "0.14.0". */
  readonly revision: string | undefined;
  /** `release` for prj_release.conf. */
  readonly buildType: string | undefined;
  /** The board as it was written, with slashes and revision; undefined where only file names tell. */
  readonly written: string | undefined;
  /** What this build is given, as after `west build --`. The user's own arguments are not among them. */
  readonly arguments: readonly string[];
  /** The scenario, preset or build folder it comes from. */
  readonly scenario: string | undefined;
  /** Whether that says to build with sysbuild; undefined where it does not say. */
  readonly sysbuild: boolean | undefined;
  /** Why there is such a configuration, as a clause: "from sample.yaml". */
  readonly why: string;
  /** The part that it is for alone: applications, and what they give their images, are elsewhere. */
  readonly part?: Part | undefined;
  /** Where it was built; undefined where nobody knows of a build. */
  readonly built?: BuildFolder | undefined;
}

/**
 * Builds of the same files with the same arguments are one configuration. A scenario that says nothing about sysbuild is
 * another one than its twin that asks for it: up to NCS 2.6 one of them builds child images.
 */
export function merged(targets: readonly Target[]): readonly Target[] {
  const found = new Map<string, { target: Target; also: number }[]>();
  for (const target of targets) {
    const { board, revision, buildType, scenario } = target;
    const key = JSON.stringify([board?.value, revision, buildType, [...ownArguments(target)].sort()]);
    const alike = found.get(key) ?? [];
    found.set(key, alike);
    const same = alike.find((one) => scenario === undefined || one.target.sysbuild === target.sysbuild);
    if (!same) alike.push({ target, also: 0 });
    else if (scenario !== undefined) same.also += 1;
    if (same && !same.target.built && target.built?.sysbuild === same.target.sysbuild)
      same.target = { ...same.target, built: target.built };
  }
  return [...found.values()]
    .flat()
    .map(({ target, also }) => (also > 0 ? { ...target, why: `${target.why} and ${also} more` } : target));
}

/**
 * A name for each configuration, unique in its application: "nrf52840dk_nrf52840", "nrf9160dk_nrf9160@0.14.0 release",
 * "nrf52840dk_nrf52840 (sample.dfu.usb)", "default".
 */
export function targetIds(targets: readonly Target[]): readonly string[] {
  const used = new Set<string>();
  return targets.map((target) => {
    const { board, revision, buildType, scenario } = target;
    const name = `${board?.value ?? 'default'}${revision === undefined ? '' : `@${revision}`}${buildType === undefined ? '' : ` ${buildType}`}`;
    const full = scenario === undefined ? name : `${name} (${scenario})`;
    let id = ownArguments(target).length === 0 ? name : full;
    if (used.has(id)) id = full;
    for (let number = 2; used.has(id); number++) id = `${full} ${number}`;
    used.add(id);
    return id;
  });
}

/** The arguments that board and build type do not say already. */
export function ownArguments({ arguments: texts, buildType }: Target): readonly string[] {
  return texts.filter((text) => !/^-D(BOARD|FILE_SUFFIX)=/.test(text) && text !== `-DCONF_FILE=prj_${buildType}.conf`);
}
