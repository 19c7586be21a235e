import type { Configuration } from '../application.ts';
import type { ApplicationFile } from '../files.ts';

/** The static file that this configuration would read with Partition Manager, and that no other one reads either. */
export const leftStaticFile = ({ files, id }: Configuration): ApplicationFile | undefined =>
  files.all.find(
    ({ kind, readers }) =>
      kind === 'static' &&
      readers.some(({ configuration, image }) => configuration === id && image === 'app') &&
      readers.every(({ image, isBuilt }) => image !== 'app' || isBuilt === false),
  );
