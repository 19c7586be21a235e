// Compares our layouts with those that Partition Manager itself made:
//   node tools/compare-partition-manager.mjs <folder>
// The folder holds pm-vectors.json (its own tests as data: [{ name, sdk, entry, inputs, expected }]) and
// pm-static-oracle.json (static files: { files: [{ path, sdk, regions, static, result, with_mcuboot_pm_yml }],
// mcuboot_pm_yml_template }). Prints counts and the first differences; exits with 1 where there is one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { importTypeScript } from './typescript.mjs';

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node tools/compare-partition-manager.mjs <folder>');
  process.exit(2);
}
const pm = await importTypeScript('test/model/partition-manager.ts');
const read = (name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const behaviourOf = (sdk) => (sdk === '2.4.0' ? 'ncs-2.4' : 'ncs-2.6');
const layoutEntry = /^(resolve|get_region_config|fix_syntactic_sugar)/;

let differences = 0;
const vectors = read('pm-vectors.json').filter(({ entry }) => layoutEntry.test(entry));
const files = read('pm-static-oracle.json');
report('vectors', vectors.map(compareVector));
report(
  'static files',
  files.files.map((file) => compareStatic(file, {}, file.result)),
);
report('static files with MCUboot', files.files.flatMap(compareWithMcuboot));
process.exit(differences === 0 ? 0 : 1);

function report(title, results) {
  const different = results.filter(({ difference }) => difference);
  differences += different.length;
  console.log(`${title}: ${results.length - different.length} of ${results.length} equal`);
  for (const { name, difference } of different.slice(0, 8)) console.log(`  ${name}: ${difference}`);
}

/** One of Partition Manager's own tests. Some stop before there are addresses: then the order is compared. */
function compareVector({ name, sdk, entry, inputs, expected }) {
  const ours = outcome(() => runVector(entry, inputs, behaviourOf(sdk)));
  if (expected.error || ours.error) {
    const same = Boolean(expected.error) === Boolean(ours.error);
    return {
      name,
      difference: same ? undefined : `${ours.error ?? 'accepted'} instead of ${expected.error?.text ?? 'a layout'}`,
    };
  }
  const wanted = entry === 'resolve' ? undefined : expected.full_layout;
  const order = entry === 'resolve' && expected.order?.join() !== ours.order?.join() && `order ${ours.order}`;
  return { name, difference: order || (wanted && layoutDifference(ours.layout, wanted)) };
}

function runVector(
  entry,
  { partitions, region, static: fixed, dynamic_partition: rest = 'app', system_reqs },
  behaviour,
) {
  const drafts = new Map([...pm.requirementsOf(partitions)].map(([name, one]) => [name, pm.draftOf(name, one)]));
  if (entry === 'get_region_config') {
    const wanted = {
      name: region.name,
      base: region.base_address,
      size: region.size,
      strategy: region.placement_strategy,
      ...(region.dynamic_partition && { rest: region.dynamic_partition }),
    };
    const own = new Map(Object.entries(fixed ?? {}));
    const run = wanted.strategy === 'complex' ? pm.complexRegion : pm.simpleRegion;
    return { layout: run(drafts, drafts, wanted, own, behaviour) };
  }
  const others = Object.entries(system_reqs ?? {}).filter(([name]) => !drafts.has(name));
  const more = pm.requirementsOf(Object.fromEntries(others));
  const system = system_reqs
    ? new Map([...drafts, ...[...more].map(([name, one]) => [name, pm.draftOf(name, one)])])
    : drafts;
  if (!drafts.has(rest)) drafts.set(rest, pm.draftOf(rest, {}));
  if (entry === 'resolve') {
    pm.relevant(drafts, system, rest);
    const containers = pm.containersOf(drafts);
    return { order: pm.order(drafts, containers, rest, behaviour) };
  }
  return {
    layout: pm.fill(drafts, new Map(system), { start: region.base_address, size: region.size, rest }, behaviour),
  };
}

function outcome(run) {
  try {
    return run();
  } catch (error) {
    return { error: error.message };
  }
}

function compareWithMcuboot(file) {
  const { with_mcuboot_pm_yml: wanted, result } = file;
  const template = file.regions.external_flash ? 'external' : 'internal';
  const results = Object.entries(files.mcuboot_pm_yml_template).map(([name, text]) => ({
    template: name,
    ...compareStatic(
      file,
      parse(text),
      wanted.layout_same_as_static_only ? { ...wanted, layout: result.layout } : wanted,
    ),
  }));
  // Which of the two was used is not recorded.
  const found = results.find(({ difference }) => !difference) ?? results.find((one) => one.template === template);
  return [found];
}

function compareStatic({ path, source, sdk, regions, static: text }, dynamic, wanted) {
  const name = `${source}:${path}`;
  const fixed = pm.staticPartitions(text);
  const ours = fixed
    ? pm.solve({
        regions: Object.entries(regions).map(([region, one]) => ({
          name: region,
          base: one.base,
          size: one.size,
          strategy: one.strategy,
          ...(one.dp && { rest: one.dp }),
        })),
        dynamic: pm.requirementsOf(dynamic),
        fixed,
        behaviour: behaviourOf(sdk),
      })
    : { layout: undefined, why: 'cannot be read' };
  if (!wanted.accepted || !ours.layout) {
    const same = wanted.accepted === Boolean(ours.layout);
    return {
      name,
      difference: same ? undefined : `${ours.why ?? 'accepted'} instead of ${wanted.error ?? 'a layout'}`,
    };
  }
  return { name, difference: layoutDifference(ours.layout, wanted.layout) };
}

function layoutDifference(ours, wanted) {
  for (const [name, { address, size }] of Object.entries(wanted)) {
    const own = ours.get(name);
    if (!own) return `${name} is missing`;
    if (own.address !== address || own.size !== size)
      return `${name} is ${own.address}+${own.size} instead of ${address}+${size}`;
  }
  const more = [...ours.keys()].find((name) => !(name in wanted));
  return more && `${more} is more than there is`;
}
