import type { FileSystem } from '../../text/file-system.ts';
import type { BoardFile } from '../data-files.ts';
import { assignmentLines } from './assignments.ts';
import { folders, sdkText } from './checkout.ts';
import { staticFile } from './static-file.ts';

/** The boards of an SDK with hardware model v1 that carry a SoC of Nordic, sorted by name. */
export function boards(sdk: FileSystem): BoardFile[] {
  return ['zephyr/boards/arm', 'nrf/boards/arm']
    .flatMap((root) => folders(sdk, root))
    .flatMap((folder) => boardsOf(sdk, folder))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function boardsOf(sdk: FileSystem, folder: string): BoardFile[] {
  const names = sdk.list(folder).map((entry) => entry.name);
  return names.flatMap((name): BoardFile[] => {
    if (!name.endsWith('_defconfig')) return [];
    const path = `${folder}/${name}`;
    const assignments = assignmentLines(sdkText(sdk, path));
    const soc = assignments.map(([, symbol, value]) => (value === 'y' ? socName(symbol) : undefined)).find(Boolean);
    if (!soc) return [];
    return [
      {
        kind: 'board',
        name: name.slice(0, -'_defconfig'.length),
        soc,
        folder,
        ...revisions(names.includes('revision.cmake') ? sdkText(sdk, `${folder}/revision.cmake`) : ''),
        defconfig: { path, assignments },
        staticFiles: names
          .filter((file) => /pm_static.*\.yml$/.test(file))
          .map((file) => staticFile(`${folder}/${file}`, sdkText(sdk, `${folder}/${file}`))),
      },
    ];
  });
}

/** `SOC_NRF52832_QFAA`: the variant belongs to the name only where its memory differs from that of the usual one. */
function socName(symbol: string): string | undefined {
  const match = /^SOC_(NRF\d+(?:_CPU(?:APP|NET))?)_([A-Z]{4})$/.exec(symbol);
  if (!match) return undefined;
  const [, soc, variant] = match.map((part) => part.toLowerCase());
  return ['nrf51822_qfac', 'nrf51822_qfab', 'nrf52832_qfab'].includes(`${soc}_${variant}`) ? `${soc}_${variant}` : soc;
}

/** What `board_check_revision()` declares. */
function revisions(cmake: string): Pick<BoardFile, 'revisions' | 'defaultRevision'> {
  const valid = /\bVALID_REVISIONS\s+([^)]*?)\s*(?:\)|\b[A-Z_]{4,}\b)/.exec(cmake)?.[1];
  const standard = /\bDEFAULT_REVISION\s+([\w.]+)/.exec(cmake)?.[1];
  return {
    ...(valid ? { revisions: valid.split(/\s+/) } : {}),
    ...(standard ? { defaultRevision: standard } : {}),
  };
}
