import { type Configuration, image } from '../application.ts';
import { is } from '../fact.ts';
import type { MemoryMap } from './map.ts';
import { mapOfDevicetree } from './of-devicetree.ts';
import { mapOfTable } from './of-table.ts';

/** How the memories of a build are divided: by Partition Manager, or by the application's devicetree where it is off. */
export function memoryMap(configuration: Configuration): MemoryMap {
  const app = image(configuration, 'app');
  return app && isDevicetrees(configuration)
    ? mapOfDevicetree(configuration, app)
    : mapOfTable(configuration, configuration.partitions);
}

/** Partition Manager is off, or nothing speaks for it: no static file, and no bootloader. */
function isDevicetrees({ partitionManager, partitions, has }: Configuration): boolean {
  if (partitionManager.known) return !partitionManager.value;
  return !partitions.file && is(has('mcuboot'), false);
}
