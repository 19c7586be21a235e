import type { FileSystem } from '../../text/file-system.ts';
import type { CompatiblesFile } from '../data-files.ts';
import { folders, sdkText } from './checkout.ts';

/** The compatibles of all bindings of an SDK: what stands behind `compatible:` at the start of a line. */
export function compatibles(sdk: FileSystem): CompatiblesFile {
  const found = new Set<string>();
  for (const root of ['zephyr/dts/bindings', 'nrf/dts/bindings']) {
    for (const folder of folders(sdk, root)) {
      for (const { name, kind } of sdk.list(folder)) {
        if (kind !== 'file' || !/\.ya?ml$/.test(name)) continue;
        const compatible = /^compatible:\s*["']?([^"'\s#]+)/m.exec(sdkText(sdk, `${folder}/${name}`))?.[1];
        if (compatible !== undefined) found.add(compatible);
      }
    }
  }
  const byVendor = new Map<string, string[]>();
  for (const name of [...found].sort()) {
    const vendor = name.includes(',') ? name.slice(0, name.indexOf(',')) : '';
    byVendor.set(vendor, [...(byVendor.get(vendor) ?? []), name]);
  }
  return { kind: 'compatibles', names: [...byVendor.values()].map((names) => names.join(' ')) };
}
