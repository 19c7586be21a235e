import type { MapReport } from '../../diagnostic/flash-map.ts';
import { configurationJson, type JsonOptions, jsonText } from '../json.ts';
import { withNull } from '../show-json.ts';

/**
 * The maps as JSON (schemas/map.schema.json), an interface under semantic versioning. All keys are always there, `null`
 * stands for "not known" or "there is none".
 */
export function renderMapJson({ applications, skipped }: MapReport, { tool }: JsonOptions): string {
  return jsonText({
    schemaVersion: 1,
    tool: { name: tool.name, version: tool.version },
    applications: applications.map(({ root, maps }) => ({
      root,
      maps: maps.map(({ configurations, ...map }) => ({
        configurations: configurations.map((one) => ({ ...configurationJson(one), why: one.why })),
        ...(withNull(map) as object),
      })),
    })),
    skipped: skipped.map(({ path, why }) => ({ file: path, why })),
  });
}
