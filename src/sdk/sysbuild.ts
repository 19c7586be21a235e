import type { AddedOverlay, SysbuildFacts } from '../model/sysbuild/facts.ts';
import type { SysbuildFile } from './data-files.ts';
import type { ReadFacts } from './facts.ts';
import { isUnchanged } from './older-trees.ts';
import type { NearestFacts } from './versions.ts';

/** The versions with a file below `data/sysbuild/`, oldest first; 3.3.99 is the main branch of 2026-06. */
export const sysbuildVersions = ['2.7.0', '2.9.0', '3.3.99'] as const;

/**
 * What was read of sysbuild in the very version; undefined where there is no file. `<version>.json` is extracted from the
 * SDK (ncslint facts). `zephyr-<version>.json` is written by hand: its lines are those of sdk-zephyr 06a11b6c
 * and e51d48a9 for 2.7, and of zephyr 02d6d202 and sdk-zephyr 2b594f01 for later versions.
 */
export function sysbuildFacts(read: ReadFacts, version: string): SysbuildFacts | undefined {
  const parts = [`sysbuild/${version}.json`, `sysbuild/zephyr-${version}.json`].map((name) => read(name));
  if (parts.some((text) => text === undefined)) return undefined;
  const [nrf, zephyr] = parts.map((text) => JSON.parse(text!) as SysbuildFile) as [SysbuildFile, SysbuildFile];
  return {
    // Modules come before Zephyr's own images (zephyr/share/sysbuild/Kconfig, Zephyr 3.7).
    definitions: [...nrf.definitions, ...zephyr.definitions],
    boards: { ...zephyr.boards, ...nrf.boards },
    // What the script of an image sets comes last.
    forced: [...nrf.forced, ...zephyr.forced],
    overlays: OVERLAYS.filter(({ path }) => isUnchanged(version, path)),
  };
}

/**
 * Of the overlays that sysbuild adds, the one that matters to other images than its own: the flash in RAM through which MCUboot
 * hands an update to the network core (nrf/sysbuild/CMakeLists.txt:341-347, 2.7.0; 487-493, 2.9.0). Later versions have it
 * in the devicetree of the board.
 */
const OVERLAYS: readonly AddedOverlay[] = [
  { image: 'mcuboot', path: 'nrf/modules/mcuboot/flash_sim.overlay', if: 'NETCORE_APP_UPDATE' },
];

/**
 * The version whose facts stand for another one that builds with sysbuild. 2.7 stands alone, since the modes of MCUboot
 * moved to Zephyr in 2.8 (c67e40aa55); 3.0 has the symbols of 2.9, later ones those of main. Without a version the newest.
 */
export function nearestSysbuild(version: string | undefined): NearestFacts {
  const match = /^v?(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3}))?$/i.exec(version?.replace(/-.*$/, '') ?? '');
  const newest = sysbuildVersions.at(-1)!;
  if (!match) {
    const branch = version === 'main' || version === 'master';
    const said = version === undefined ? 'no SDK version is known' : `"${version}" does not name a version`;
    const why = branch ? `the facts of ${version} as of NCS ${newest}` : `${said}, NCS ${newest} is assumed`;
    return { version: newest, exact: false, why };
  }
  const number = Number(match[1]) * 100 + Number(match[2]);
  const nearest = number < 208 ? '2.7.0' : number < 301 ? '2.9.0' : newest;
  const said = version!.replace(/^v/i, '');
  const exact = said === nearest || `${said}.0` === nearest;
  return {
    version: nearest,
    exact,
    why: exact ? `the facts of NCS ${nearest}` : `NCS ${said} is taken to behave as NCS ${nearest}`,
  };
}
