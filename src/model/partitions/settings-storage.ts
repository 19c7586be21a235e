import type { Origin } from '../../diagnostic/origin.ts';
import type { Span } from '../../text/source.ts';
import { type Configuration, image } from '../application.ts';
import type { DtNode } from '../devicetree/devicetree.ts';
import { cells } from '../devicetree/values.ts';
import { andThen, type Fact, is, known, unknown } from '../fact.ts';
import { externalDriver, externalFlash } from '../flash/external-flash.ts';
import { sdkLine } from '../sdk-facts.ts';

/** Where the settings subsystem keeps its data. */
export interface SettingsStorage {
  /** `settings_storage`, or `&storage_partition` without Partition Manager. */
  readonly name: string;
  /** Bytes. */
  readonly size: Fact<number>;
  /** Bytes that the driver says a page has. */
  readonly page: Fact<number>;
  /** The line that says the size, where it is the user's. */
  readonly span: Span | undefined;
}

/**
 * The partition that the application's settings are in: the static one, or without Partition Manager that of the devicetree;
 * undefined while a dynamic partition, or nothing, is known (zephyr/subsys/settings/src/settings_nvs.c:20-25 (2.4.0)).
 */
export function settingsStorage(configuration: Configuration): SettingsStorage | undefined {
  const { partitions, sysbuild } = configuration;
  const partition = partitions.partitions.find(({ name }) => name === 'settings_storage');
  if (partition) {
    const page = andThen(partition.region, (region) =>
      region === 'external_flash' ? externalPage(configuration) : internalPage(configuration),
    );
    return { name: partition.name, size: partition.size, page, span: partition.spanOf('size') };
  }
  if (!sysbuild || !is(sysbuild.kconfig.bool('SB_CONFIG_PARTITION_MANAGER'), false)) return undefined;
  return inDevicetree(configuration);
}

function inDevicetree(configuration: Configuration): SettingsStorage | undefined {
  const app = image(configuration, 'app');
  const chosen = app?.devicetree.chosen('zephyr,settings-partition');
  const node = chosen?.known && chosen.value ? chosen : app?.devicetree.labelled('storage_partition');
  if (!node?.known || !node.value) return undefined;
  const reg = node.value.property('reg');
  const size = andThen(reg, (property) =>
    andThen(property ? cells(property) : unknown('the size of the storage'), (list) =>
      list?.length === 2 ? known(list[1]!) : unknown(`the size of ${node.value!.path}`),
    ),
  );
  const origin = reg.known ? reg.origins[0] : undefined;
  return {
    name: `&${node.value.labels[0] ?? node.value.name}`,
    size,
    page: isInternal(node.value) ? internalPage(configuration) : unknown(`the page size of ${node.value.path}`),
    span: projectSpan(origin),
  };
}

/** Below the flash of the SoC, not below a chip on a bus. */
function isInternal(node: DtNode): boolean {
  for (let at: DtNode | undefined = node.parent; at; at = at.parent) {
    if (at.labels.some((label) => /^(flash0|flash1|cpuapp_rram|cpuapp_mram)$/.test(label))) return true;
  }
  return false;
}

const projectSpan = (origin: Origin | undefined): Span | undefined =>
  origin?.kind === 'project' ? origin.span : undefined;

const internalPage = ({ soc, sdk }: Configuration): Fact<number> =>
  andThen(soc, ({ erasePage }) => andThen(sdk, (facts) => known(erasePage.value, sdkLine(facts, erasePage.at))));

function externalPage(configuration: Configuration): Fact<number> {
  const app = image(configuration, 'app');
  if (!app) return unknown('the application');
  return andThen(externalFlash(app), (node) => {
    if (!node) return unknown('the chip behind external_flash');
    return andThen(externalDriver(configuration, node), (driver) =>
      driver?.pageSizeSymbol && is(app.kconfig.bool(driver.symbol), true)
        ? app.kconfig.number(driver.pageSizeSymbol)
        : unknown(`the page size of the driver for ${node.path}`),
    );
  });
}
