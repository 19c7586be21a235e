import type { DtPartition } from './partition-map.ts';

/**
 * The label that MCUboot, the signing of images and code of the SDK look a partition up by, `slot0_partition`; undefined for
 * partitions nobody looks up (bootloader/mcuboot/boot/zephyr/CMakeLists.txt:768-776, nrf/cmake/sysbuild/image_signing.cmake:63,
 * 3.3.99).
 */
export const bootLabel = ({ node }: DtPartition): string | undefined =>
  node.labels.find((label) => /^(boot|slot\d+|scratch|b0|s[01])_partition$/.test(label));

/** `slot1_partition`: what MCUboot takes an update from. */
export const isSlot = (label: string): boolean => /^slot\d+_partition$/.test(label);

/** Whether a pair of partitions is the same bytes of the same memory. A non-secure image sees memories at other paths. */
export const isSamePlace = (a: DtPartition, b: DtPartition): boolean =>
  isSameMemory(a, b) && a.range.start === b.range.start && a.range.end === b.range.end;

export const isSameMemory = ({ memory: a }: DtPartition, { memory: b }: DtPartition): boolean =>
  a.path === b.path || a.labels.some((label) => b.labels.includes(label));
