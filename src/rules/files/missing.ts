import type { Configuration } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import type { ApplicationFile } from '../../model/files.ts';
import { defineRule, reason } from '../rule.ts';
import { imageName } from '../wording.ts';
import { firstLine } from './first-line.ts';

export default defineRule({
  id: 'files/missing',
  severity: 'error',
  about: () => ({
    summary: "A folder that takes the place of an image's own configuration has a prj.conf.",
    why: `
Sysbuild makes \`sysbuild/mcuboot/\` the configuration folder of MCUboot as soon as it exists: everything the image reads by
name comes from there, and nothing from its sources. Without a \`prj.conf\` in it CMake stops with "No prj.conf file(s) was
found"; the early versions did not, and built MCUboot with Zephyr's defaults.`,
    exceptions: `
Silent where the image is not part of the build, where the build names its configuration file (\`-Dmcuboot_CONF_FILE\`),
and for loose files.`,
    sources: ['nrf/doc/nrf/releases_and_maturity/migration/migration_sysbuild.rst:583 (3.3.99)'],
  }),

  *check(configuration) {
    const { complete, era, files } = configuration;
    if (!complete || !is(era, 'sysbuild')) return;
    const seen = new Set<string>();
    for (const file of files.all) {
      const image = replacedImage(file, configuration);
      const span = image === undefined ? undefined : firstLine(file.source);
      if (image === undefined || !span || seen.has(image)) continue;
      seen.add(image);
      if (files.all.some((one) => isBase(one, image)) || !is(configuration.has(image), true)) continue;
      const base = `sysbuild/${image}/prj.conf`;
      yield {
        message: `${imageName({ name: image })} is not built: sysbuild/${image}/ takes the place of its configuration, and has no prj.conf`,
        at: { span, text: `with this file sysbuild/${image}/ is the folder of the image` },
        because: [reason(`every fragment is added to ${base}`, { kind: 'absent', path: base, assumed: false })],
        help: `copy the prj.conf of the image to ${base}, or write sysbuild/${image}.conf, which is added to its own`,
      };
    }
  },
});

/** The image of the SDK whose folder the file lies in, where this build reads it there. */
function replacedImage({ name, readers }: ApplicationFile, { id }: Configuration): string | undefined {
  const [, image] = /^sysbuild\/([^/]+)\//.exec(name) ?? [];
  return readers.some((reader) => reader.configuration === id && reader.image === image) ? image : undefined;
}

const isBase = ({ name }: ApplicationFile, image: string): boolean =>
  new RegExp(`^sysbuild/${image.replace(/\W/g, '.')}/prj[^/]*\\.conf$`).test(name);
