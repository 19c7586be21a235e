import { type Image, image } from '../../model/application.ts';
import { is } from '../../model/fact.ts';
import type { SourceFile, Span } from '../../text/source.ts';
import { addOverlay, defineRule, reason } from '../rule.ts';

export default defineRule({
  id: 'mcuboot/code-partition',
  severity: 'error',
  about: () => ({
    summary: 'An overlay that replaces those of MCUboot still links MCUboot into its own partition.',
    why: `
MCUboot brings an \`app.overlay\` along that says one thing: \`zephyr,code-partition = &boot_partition\`. With sysbuild an
overlay of yours for MCUboot (\`sysbuild/mcuboot.overlay\`, or one in \`sysbuild/mcuboot/\`) takes its place, and what the board
says counts again: its code partition is the application's slot. Without Partition Manager the bootloader is then linked
into the slot it is to boot from, and the device does not start.`,
    exceptions: `
Information with Partition Manager: that links MCUboot where it places it, and the line is missed on the day Partition
Manager is turned off. Silent with child images (up to NCS 2.6), for boards of the nRF71 series, whose files nobody read,
and where the overlay includes a file nobody knows.`,
    sources: [
      'bootloader/mcuboot/boot/zephyr/app.overlay:1-5 (3.3.99)',
      'bootloader/mcuboot/boot/zephyr/Kconfig:21 (3.3.99)',
      'nrf/sysbuild/secureboot.cmake:136-143 (3.3.99)',
      'nrf/doc/nrf/releases_and_maturity/migration/migration_guide_3.3.rst:442-454 (3.3.99)',
    ],
  }),

  *check(configuration) {
    const mcuboot = image(configuration, 'mcuboot');
    if (!mcuboot || !is(configuration.era, 'sysbuild') || mcuboot.ownFiles.overlays) return;
    const source = mcuboot.overlays[0]?.source;
    if (!source || !nothingChooses(mcuboot)) return;
    const managed = configuration.partitionManager;
    if (!managed.known) return;
    // In front of NSIB sysbuild gives MCUboot an overlay that links it into s0 (nrf/sysbuild/secureboot.cmake:143, 3.3.99).
    const nsib = configuration.sysbuild?.kconfig.bool('SECURE_BOOT_APPCORE');
    if (!managed.value && !(nsib && is(nsib, false))) return;
    yield {
      severity: managed.value ? 'info' : 'error',
      message: managed.value
        ? "MCUboot's devicetree takes the application's slot for its own code: nothing sets zephyr,code-partition"
        : "MCUboot is linked into the application's slot: nothing in its devicetree sets zephyr,code-partition",
      at: { span: beginning(source), text: "this replaces MCUboot's own overlays" },
      because: [
        reason(`${source.path} is read instead of the app.overlay that MCUboot brings along, which sets it`),
        reason(
          managed.value
            ? 'Partition Manager links MCUboot into its own partition all the same'
            : 'without Partition Manager the devicetree decides where an image is linked',
          managed,
        ),
      ],
      fixes: [addOverlay(mcuboot, '/ {\n\tchosen {\n\t\tzephyr,code-partition = &boot_partition;\n\t};\n};\n')],
    };
  },
});

/** Proven for every board of the SDK: MCUboot brings its overlay along because no board does this for it. */
function nothingChooses({ devicetree, board }: Image): boolean {
  if (!board.known || board.value.includes('nrf71')) return false;
  const chosen = devicetree.chosen('zephyr,code-partition');
  if (chosen.known) return chosen.value === undefined || chosen.value.labels.includes('slot0_partition');
  const stated = devicetree.nodes.find(({ path }) => path === '/chosen')?.properties.has('zephyr,code-partition');
  // Nothing but the board's own tree is out of sight: no file that the overlay includes.
  return !stated && !devicetree.base.known && chosen.missing === devicetree.base.missing;
}

/** The first word that is no comment. */
function beginning(source: SourceFile): Span {
  const start = /^(?:\s|\/\*[\s\S]*?\*\/|\/\/.*|#(?!include).*)*/.exec(source.text)![0].length;
  const line = source.text.slice(start).split('\n')[0]!.trimEnd();
  return source.span(start, start + line.length);
}
