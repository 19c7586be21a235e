import type { SysbuildFacts } from '../model/sysbuild/facts.ts';
import type { SysbuildFile } from './data-files.ts';
import type { ReadFacts } from './facts.ts';

/** What is known of sysbuild in one SDK version, with the names that messages and origins use. */
export interface ShippedSysbuild extends SysbuildFacts {
  /** The version they were read in. */
  readonly version: string;
  readonly source: string;
}

/** The versions with a file below `data/sysbuild/`, oldest first; 3.3.99 is the main branch of 2026-06. */
export const sysbuildVersions = ['2.7.0', '2.9.0', '3.3.99'] as const;

/**
 * Sysbuild of the version read that is nearest: 2.7 stands alone, since the modes of MCUboot moved to Zephyr in 2.8
 * (c67e40aa55); 3.0 has the symbols of 2.9, later ones those of main. Without a version the newest.
 */
export function shippedSysbuild(read: ReadFacts, version: string | undefined): ShippedSysbuild | undefined {
  const nearest = nearestVersion(version);
  const parts = [`sysbuild/${nearest}.json`, `sysbuild/zephyr-${nearest}.json`].map((name) => read(name));
  if (parts.some((text) => text === undefined)) return undefined;
  const [nrf, zephyr] = parts.map((text) => JSON.parse(text!) as SysbuildFile) as [SysbuildFile, SysbuildFile];
  return {
    version: nearest,
    source: `shipped facts of NCS ${nearest}`,
    // Modules come before Zephyr's own images (zephyr/share/sysbuild/Kconfig, Zephyr 3.7), and what an image's script sets comes last.
    definitions: [...nrf.definitions, ...zephyr.definitions],
    boards: { ...zephyr.boards, ...nrf.boards },
    forced: [...nrf.forced, ...zephyr.forced],
  };
}

function nearestVersion(version: string | undefined): (typeof sysbuildVersions)[number] {
  const match = /^v?(\d+)\.(\d+)/i.exec(version ?? '');
  if (!match) return '3.3.99';
  const number = Number(match[1]) * 100 + Number(match[2]);
  return number < 208 ? '2.7.0' : number < 301 ? '2.9.0' : '3.3.99';
}
