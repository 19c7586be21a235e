// Compares our devicetrees of an SDK with hardware model v2 with what the SDK's own cpp and dtlib make of the same files:
//   node tools/compare-board-targets.mjs <SDK> [--python python3] [--only <part of a name>] [--without-sdk]
// `rejected` are builds that both refuse, `ofSdk` those that stop at a reference in a file of the SDK itself.
// Every target of a SoC of Nordic, each revision; the same with each overlay of samples and applications that is named after
// it, with each shield that has files for it, and with each snippet that names it. `--without-sdk`: the shipped facts against
// the trees with the SDK, which may say less and nothing else.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { importTypeScript } from './typescript.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    python: { type: 'string', default: 'python3' },
    only: { type: 'string', default: '' },
    'without-sdk': { type: 'boolean', default: false },
  },
});
if (!positionals[0]) {
  console.error('usage: node tools/compare-board-targets.mjs <SDK> [--python python3] [--only <name>] [--without-sdk]');
  process.exit(2);
}
const sdk = resolve(positionals[0]);
const { imageTrees, plainTree, psel, sdkVersion, snippetFiles } = await importTypeScript('tools/image-trees.ts');
const data = join(import.meta.dirname, '../src/sdk/data');
const read = (name) => (existsSync(join(data, name)) ? readFileSync(join(data, name), 'utf8') : undefined);
const withSdk = imageTrees(sdk, true, read, 'sysbuild');

const version = sdkVersion(sdk);
const targets = boardTargets();
const builds = [
  ...targets.map((target) => build(target, 'board', [])),
  ...overlaysOfSamples(),
  ...shields(),
  ...snippets(),
].filter(({ id }) => id.includes(values.only));

const kinds = {};
if (values['without-sdk']) compareFacts();
else compareTools();
console.log(kinds);

/** Every target of a SoC of Nordic, with each of its revisions: what the SDK's own list_boards.py says. */
function boardTargets() {
  return lines(['targets']).flatMap(({ name, dir, revisions, default: own, qualifiers }) =>
    qualifiers
      .filter((qualifier) => /^nrf\d/.test(qualifier))
      .flatMap((qualifier) =>
        [...(revisions.length > 0 ? revisions : [undefined])].map((revision) => {
          const socs = new Set(qualifiers.map((one) => one.split('/')[0]));
          const full = `${name}_${qualifier.replaceAll('/', '_')}`;
          const short = socs.size === 1 ? [name, ...qualifier.split('/').slice(1)].join('_') : full;
          const stems = [...new Set([full, short])];
          const revised = revision === undefined ? [] : stems.map((stem) => `${stem}_${revision.replaceAll('.', '_')}`);
          const files = [...stems.map((stem) => `${stem}.dts`), ...revised.map((stem) => `${stem}.overlay`)]
            .map((file) => join(dir, file))
            .filter((file) => existsSync(join(sdk, file)));
          return { board: full, revision, isDefault: revision === undefined || revision === own, stems, dir, files };
        }),
      )
      .filter(({ files }) => files[0]?.endsWith('.dts')),
  );
}

/** @returns what is built of a target: ours by names, theirs by files. */
function build(target, kind, overlays, { folders = [], below = [], ...of } = {}) {
  const { board, revision, dir, files } = target;
  const name = `${kind} ${board}${revision === undefined ? '' : `@${revision}`}`;
  return {
    id: [name, ...(of.shields ?? []), ...(of.snippets ?? []), ...overlays].join(' '),
    kind,
    theirs: { folders: [...folders, dir].flatMap(includeFolders), files: [...files, ...below, ...overlays] },
    ours: { board, revision, root: folders[0] ?? 'nrf/nothing', ownOverlays: [], overlays, ...of },
  };
}

/** Overlays in `boards/` and `socs/` of applications, named after a target, over that target. */
function overlaysOfSamples() {
  const roots = ['nrf/samples', 'nrf/applications', 'bootloader/mcuboot/boot/zephyr'];
  const found = roots.flatMap((root) => filesBelow(root, (name) => name.endsWith('.overlay')));
  return found.flatMap((path) => {
    const stem = basename(path, '.overlay');
    const target = targets.find(({ stems, isDefault }) => isDefault && stems.includes(stem));
    return target ? [build(target, 'overlay', [path], { folders: [applicationOf(path)] })] : [];
  });
}

function shields() {
  const found = ['nrf', 'zephyr'].flatMap((root) =>
    filesBelow(`${root}/boards/shields`, (name) => name.endsWith('.overlay')),
  );
  return found.flatMap((path) => {
    const folder = dirname(path);
    if (!existsSync(join(sdk, folder, 'Kconfig.shield'))) return [];
    const shield = basename(path, '.overlay');
    return targets.flatMap((target) => {
      const own = ['boards', `boards/${shield}`]
        .flatMap((at) => target.stems.map((stem) => join(folder, at, `${stem}.overlay`)))
        .filter((file) => existsSync(join(sdk, file)));
      if (own.length === 0 || !target.isDefault) return [];
      return [
        build(target, 'shield', [], {
          below: [path, ...own],
          folders: [folder],
          shields: [shield],
          root: 'nrf/nothing',
        }),
      ];
    });
  });
}

function snippets() {
  return ['nrf', 'zephyr']
    .flatMap((root) => filesBelow(`${root}/snippets`, (name) => name === 'snippet.yml'))
    .flatMap((path) =>
      targets
        .filter(({ isDefault }) => isDefault)
        .flatMap((target) => {
          const { name, overlays, isNamed } = snippetFiles(readFileSync(join(sdk, path), 'utf8'), target.board);
          const below = overlays.map((file) => join(dirname(path), file));
          // What a snippet appends for any board is looked at on one of them.
          const isMeant = isNamed || target.board === 'nrf52840dk_nrf52840';
          return below.length === 0 || !isMeant ? [] : [build(target, 'snippet', [], { below, snippets: [name] })];
        }),
    );
}

function compareTools() {
  const scratch = mkdtempSync(join(tmpdir(), 'ncslint-'));
  try {
    const asked = {
      scratch: join(scratch, 'pre'),
      folders: ['nrf', 'zephyr'].flatMap(includeFolders),
      builds: builds.map(({ id, theirs }) => ({ id, ...theirs })),
    };
    const answers = new Map(lines(['trees'], JSON.stringify(asked)).map((answer) => [answer.id, answer]));
    for (const { id, kind, ours } of builds) {
      const count = (kinds[kind] ??= {
        builds: 0,
        equal: 0,
        rejected: 0,
        ofSdk: 0,
        different: 0,
        nodes: 0,
        properties: 0,
      });
      const { nodes, error } = answers.get(id);
      const { devicetree, problems } = withSdk(ours);
      count.builds++;
      // What is wrong in files of the SDK is for nobody here to repair: such references are not reported.
      const isOfSdk = error && ours.overlays.length === 0 && /undefined node label/.test(error);
      const found = error
        ? problems.length === 0 && !isOfSdk && `is taken, though ${error}`
        : (problems.at(0) ??
          (devicetree.base.known
            ? difference(nodes, plainTree(devicetree), count)
            : `not known: ${devicetree.base.missing}`));
      if (found) {
        count.different++;
        console.log(`${id}: ${found}`);
      } else if (isOfSdk) count.ofSdk++;
      else if (error) count.rejected++;
      else count.equal++;
    }
    process.exitCode = Object.values(kinds).some(({ different }) => different > 0) ? 1 : 0;
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** The first thing in which two plain trees differ, in words. */
function difference(theirs, ours, count) {
  for (const path of new Set([...Object.keys(theirs), ...Object.keys(ours)])) {
    if (!theirs[path] || !ours[path]) return `${path} is ${theirs[path] ? 'not there' : 'there'}`;
    count.nodes++;
    if (!isDeepStrictEqual(theirs[path].labels, ours[path].labels)) return `labels of ${path} are ${ours[path].labels}`;
    const [of, own] = [theirs[path].properties, ours[path].properties];
    for (const name of new Set([...Object.keys(of), ...Object.keys(own)])) {
      count.properties++;
      if (!isDeepStrictEqual(of[name], own[name]))
        return `${name} of ${path} is ${JSON.stringify(own[name])}, should be ${JSON.stringify(of[name])}`;
    }
  }
  return undefined;
}

/** What the shipped facts say of a board, an application's overlay over it included, against the trees with the SDK. */
function compareFacts() {
  const withoutSdk = imageTrees(sdk, false, read, 'sysbuild');
  for (const { id, kind, ours } of builds.filter((one) => one.kind === 'board' || one.kind === 'overlay')) {
    const count = (kinds[kind] ??= { builds: 0, known: 0, asked: 0, equal: 0, unknown: 0, different: 0 });
    const exact = withSdk(ours).devicetree;
    const { devicetree: other } = withoutSdk(ours);
    count.builds++;
    if (other.base.known) count.known++;
    const ask = (what, value, fact, plain) => {
      count.asked++;
      if (!fact.known) count.unknown++;
      else if (isDeepStrictEqual(plain(fact.value), value)) count.equal++;
      else if (JSON.stringify(plain(fact.value))?.match(/"(&|path)":"[?&]/)) count.unknown++;
      else if (count.different++ < 40)
        console.log(`${id}: ${what} is ${JSON.stringify(plain(fact.value))}, with the SDK ${JSON.stringify(value)}`);
    };
    for (const node of exact.nodes) {
      const found = other.node(node.path);
      ask(node.path, true, found, (one) => one !== undefined);
      if (!found.known || !found.value) continue;
      for (const label of node.labels) ask(`&${label}`, node.path, other.labelled(label), (one) => one?.path);
      for (const name of new Set([...node.properties.keys(), ...found.value.properties.keys()]))
        ask(`${name} of ${node.path}`, plainOf(node.properties.get(name), name), found.value.property(name), (one) =>
          plainOf(one, name),
        );
    }
    // Where the board is not known its labels stand for their nodes.
    for (const { path } of other.nodes)
      if (path.startsWith('/') && exact.node(path).value === undefined)
        ask(path, undefined, other.node(path), (one) => one?.path);
  }
  process.exitCode = Object.values(kinds).some(({ different }) => different > 0) ? 1 : 0;
}

/** Of pins what they mean: without the SDK its macros are those of a later version, whose cells say the same in other bits. */
function plainOf(property, name) {
  if (!property) return undefined;
  const tree = plainTree({ nodes: [{ path: '/', labels: [], properties: new Map([['x', property]]) }] });
  const values = tree['/'].properties.x;
  return name === 'psels' && Array.isArray(values) ? values.map((cell) => psel(cell, version) ?? cell) : values;
}

/** The folders of a root that the build searches (zephyr/cmake/modules/pre_dt.cmake of the SDK). */
function includeFolders(root) {
  const dts = join(sdk, root, 'dts');
  const architectures = existsSync(dts) ? ['arm', 'arm64', 'riscv'] : [];
  return ['include', 'include/zephyr', 'dts/common', 'dts/vendor', ...architectures.map((one) => `dts/${one}`), 'dts']
    .map((folder) => join(root, folder))
    .filter((folder) => existsSync(join(sdk, folder)));
}

/** The nearest folder with a CMakeLists.txt. */
function applicationOf(path) {
  let folder = dirname(path);
  while (folder !== '.' && !existsSync(join(sdk, folder, 'CMakeLists.txt'))) folder = dirname(folder);
  return folder;
}

function filesBelow(folder, isWanted) {
  const at = join(sdk, folder);
  if (!existsSync(at)) return [];
  return readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isWanted(entry.name))
    .map((entry) => relative(sdk, join(entry.parentPath, entry.name)))
    .sort();
}

function lines(args, input) {
  const script = join(import.meta.dirname, 'sdk-devicetrees.py');
  const { status, stdout, stderr } = spawnSync(values.python, [script, sdk, ...args], {
    encoding: 'utf8',
    input,
    maxBuffer: 2 ** 31 - 1,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
}
