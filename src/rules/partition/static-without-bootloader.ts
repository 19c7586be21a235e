import { type Configuration, image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import type { ApplicationFile } from '../../model/files.ts';
import { defineRule, reason } from '../rule.ts';

export default defineRule({
  id: 'partition/static-without-bootloader',
  severity: 'warning',
  about: () => ({
    summary: 'A layout with MCUboot belongs to a build with MCUboot.',
    why: `
A static file with \`mcuboot\` and its slots makes Partition Manager link the application behind the bootloader. Without
MCUboot in the build nothing is placed at the start of the flash, and the application is not signed: a device that is
programmed with it does not start.`,
    exceptions: `
Silent where another configuration of the application reads the file and builds MCUboot, where nobody knows, and where the
file lies in another folder than \`prj.conf\`: what names it there may well ask for MCUboot. That
sysbuild does not build the MCUboot that \`prj.conf\` asks for is said by \`sysbuild/bootloader-not-enabled\`.`,
    sources: [
      'nrf/cmake/partition_manager.cmake:93-111 (2.4.0)',
      'nrf/scripts/partition_manager/partition_manager.rst:721-726 (2.4.0)',
    ],
  }),

  *check(configuration) {
    const { partitions, partitionManager } = configuration;
    const mcuboot = configuration.has('mcuboot');
    const app = image(configuration, 'app');
    if (!app || !partitions.file?.own || !is(partitionManager, true) || !is(mcuboot, false)) return;
    if (folderOf(partitions.file.path) !== folderOf(app.places.fragment.path)) return;
    // Somebody wants it: that it is not there is said by sysbuild/bootloader-not-enabled.
    const isWanted = configuration.fragments.some(({ assignments }) =>
      assignments.some(({ symbol, value }) => symbol === 'CONFIG_BOOTLOADER_MCUBOOT' && value === 'y'),
    );
    const partition = partitions.partitions.find(({ name }) => name === 'mcuboot');
    const span = partition?.nameSpan;
    if (isWanted || !span || !configuration.files.all.some((file) => isAlone(file, configuration))) return;
    yield {
      message: `${partitions.file.path} keeps room for MCUboot, and no build has it: the application does not start`,
      at: { span, text: 'the application is linked behind this' },
      because: [reason('MCUboot is not part of the build', mcuboot)],
      help: `enable it with ${is(configuration.era, 'sysbuild') ? 'SB_CONFIG_BOOTLOADER_MCUBOOT=y in sysbuild.conf' : 'CONFIG_BOOTLOADER_MCUBOOT=y in prj.conf'}, or delete its partitions`,
    };
  },
});

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** The file this configuration reads, where no configuration that reads it may have MCUboot. */
const isAlone = ({ kind, readers }: ApplicationFile, { id }: Configuration): boolean =>
  kind === 'static' &&
  readers.some(({ configuration }) => configuration === id) &&
  readers.every(({ image, isBuilt }) => image !== 'mcuboot' || isBuilt === false);
