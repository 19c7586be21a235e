import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { Configuration } from '../../model/application.ts';
import { is, valueOf } from '../../model/fact.ts';
import type { ApplicationFile, Slip } from '../../model/files.ts';
import { count } from '../../model/units.ts';
import { defineRule } from '../rule.ts';
import { firstLine } from './first-line.ts';

export default defineRule({
  id: 'files/wrong-era',
  severity: 'error',
  about: () => ({
    summary: 'The files of other images lie where this build system looks for them.',
    why: `
Up to NCS 2.6 the application's build makes the other images as child images, with files in \`child_image/\`. Sysbuild, the
default from 2.7 on and the only way from 3.0 on, looks in \`sysbuild/\`. Neither says a word about the folder of the
other: the build succeeds, and MCUboot or the image of the network core is built with its defaults, without the flash
driver, the sector count or the serial recovery that the files ask for.`,
    exceptions: `
An error where the version of the SDK has no other build system; a warning where it is a matter of how the build is
started; information where the other folder has files for the same image, too, or where nothing else in the application
is for sysbuild: somebody is moving, or builds with both. Information, too, with NCS 2.8 and 2.9, where \`child_image/\` is
all there is: \`west build\` takes sysbuild there unless it is told, so the files count with \`--no-sysbuild\` only. Silent
where a README, a script, a scenario, the configuration of west or a build folder says that the project is built in that way;
\`era: child-image\` in ncslint.yaml says so, too.`,
    sources: [
      'nrf/cmake/multi_image.cmake:311-349 (2.4.0)',
      'nrf/cmake/multi_image.cmake:7-14 (2.9.0)',
      'nrf/doc/nrf/app_dev/config_and_build/config_and_build_system.rst:276-277 (2.9.0)',
      'nrf/doc/nrf/releases_and_maturity/releases/release-notes-3.0.0.rst:98-101 (3.3.99)',
      'nrf/doc/nrf/releases_and_maturity/migration/migration_sysbuild.rst:575-577 (3.3.99)',
    ],
  }),

  *check(configuration) {
    for (const lost of byImage(configuration.files.all)) {
      const [first] = lost;
      const span = first && firstLine(first.file.source);
      if (!first || !span) continue;
      const { file, slip } = first;
      const isMoved = hasCounterpart(configuration, file.name);
      const [here, there, system] = file.name.startsWith('child_image/')
        ? ['child_image/', 'sysbuild/', 'sysbuild']
        : ['files of sysbuild', 'child_image/', 'this version'];
      const others = lost.length - 1;
      const [meant] = slip.meant;
      yield {
        severity: slip.isOnly && !isMoved ? 'error' : isMoved || !usesSysbuild(configuration) ? 'info' : 'warning',
        message: `no build reads ${file.source!.path}${others === 0 ? '' : ` and ${count(others, 'file')} beside it`}: ${system} ${system === 'sysbuild' ? `looks in ${there}, not in ${here}` : `does not know ${here}`}`,
        at: { span, text: 'this has no effect' },
        help: isMoved
          ? `delete the files when nothing builds with them any more`
          : meant === undefined
            ? `sysbuild builds Nordic's images from NCS 2.7 on; here CONFIG_BOOTLOADER_MCUBOOT=y in prj.conf adds MCUboot`
            : `move the file to ${meant}`,
      };
    }
    yield* onlyWithoutSysbuild(configuration);
  },
});

/** What a build reads that nobody makes with a plain `west build`. */
function* onlyWithoutSysbuild({ files, isUnusualEra, variants, version }: Configuration): Generator<Finding> {
  const isAsked = variants.some((one) => is(one.era, 'child-image') && !one.isUnusualEra);
  if (!isUnusualEra || isAsked || version === undefined) return;
  const [first, ...others] = files.all.filter(
    ({ name, readers, source }) => name.startsWith('child_image/') && readers.length > 0 && firstLine(source),
  );
  const span = firstLine(first?.source);
  if (!span) return;
  const all = others.length === 0 ? '' : ` and ${count(others.length, 'file')} beside it`;
  yield {
    severity: 'info',
    message: `NCS ${version} builds with sysbuild unless told, and then nothing reads ${span.file.path}${all}`,
    at: { span, text: 'read with west build --no-sysbuild only' },
    help: 'build with --no-sysbuild, or move to sysbuild: these files to sysbuild/, and CONFIG_BOOTLOADER_MCUBOOT=y to SB_CONFIG_BOOTLOADER_MCUBOOT=y in sysbuild.conf',
  };
}

type Lost = { readonly file: ApplicationFile; readonly slip: Extract<Slip, { kind: 'era' }> };

/** The lost files that say something, those of one image together. */
function byImage(files: readonly ApplicationFile[]): readonly (readonly Lost[])[] {
  const found = new Map<string, Lost[]>();
  for (const file of files) {
    const { slip, readers, source } = file;
    if (slip?.kind !== 'era' || readers.length > 0 || !firstLine(source)) continue;
    const image = imageOf(file.name);
    found.set(image, [...(found.get(image) ?? []), { file, slip }]);
  }
  return [...found.values()];
}

const usesSysbuild = ({ files }: Configuration): boolean =>
  files.all.some(({ name }) => /^sysbuild(\/|[^/]*\.conf$)/.test(name));

/** `mcuboot` for `child_image/mcuboot/boards/x.conf` and `child_image/mcuboot.conf`; "" for sysbuild.conf. */
const imageOf = (name: string): string => /^[^/]+\/([^/.]+)/.exec(name)?.[1] ?? '';

function hasCounterpart(configuration: Configuration, name: string): boolean {
  const image = imageOf(name);
  if (image === '') return valueOf(configuration.has('mcuboot')) !== false;
  const other = name.startsWith('child_image/') ? 'sysbuild/' : 'child_image/';
  return configuration.files.all.some((file) => file.name.startsWith(other) && imageOf(file.name) === image);
}
