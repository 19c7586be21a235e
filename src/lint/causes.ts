import { type Diagnostic, severityRank } from '../diagnostic/diagnostic.ts';

/**
 * Rules in the order of causes: what has to be repaired first, because the rest cannot be seen or does not matter
 * before, stands first. Groups stand for all of their rules that are not named themselves.
 */
const ORDER = [
  'files/include',
  'files/conflicting-names',
  'devicetree/syntax',
  'devicetree/unknown-label',
  'devicetree/partition-not-deleted',
  'devicetree/unknown-macro',
  'devicetree/property-value',
  'devicetree/unknown-property',
  'devicetree/required-property',
  'devicetree/wrong-bus',
  'external-flash/opcode',
  'kconfig/syntax',
  'kconfig/renamed-symbol',
  'kconfig/unknown-symbol',
  'kconfig/not-assignable',
  'kconfig/value-type',
  'sysbuild/wrong-prefix',
  'sysbuild/kconfig-source',
  'sysbuild/bootloader-not-enabled',
  'sysbuild/external-secondary-not-enabled',
  'sysbuild',
  'mcuboot/option-in-app',
  'mcuboot/app-option-in-mcuboot',
  'partition/not-a-mapping',
  'files',
  'partition/duplicate-key',
  'partition/missing-address-or-size',
  'partition/value-type',
  'partition/unknown-key',
  'partition/unknown-region',
  'images',
  'external-flash/chosen-missing',
  'external-flash/chosen-disabled',
  'external-flash/size-property',
  'external-flash/secondary-option',
  'external-flash/secondary-region',
  'devicetree/partitions-ignored',
  'devicetree/parent-disabled',
  'external-flash/size-in-bits',
  'partition/exceeds-region',
  'partition/overlap',
  'partition/gaps',
  'partition/not-packed',
  'partition/slot-name',
  'partition/span-member',
  'partition/mcuboot-pad',
  'partition/span-extent',
  'partition/secondary-not-static',
  'partition/erase-alignment',
  'partition/secure-boundary',
  'partition/fprotect-alignment',
  'partition',
  'lock',
  'mcuboot/code-partition',
  'external-flash/mcuboot-node-disabled',
  'mcuboot/base-configuration-lost',
  'external-flash/mcuboot-driver',
  'external-flash/mcuboot-chosen',
  'mcuboot/max-image-sectors',
  'external-flash/layout-page-size',
  'external-flash/mcuboot-device-differs',
  'mcuboot',
  'external-flash',
  'pins',
  'devicetree',
  'kconfig',
  'settings',
];

/** Errors first; among equals the root cause first, then by place. A total order, so reports are stable. */
export function byCause(a: Diagnostic, b: Diagnostic): number {
  return (
    compare(a.application, b.application) ||
    severityRank[a.severity] - severityRank[b.severity] ||
    rank(a.rule) - rank(b.rule) ||
    compare(a.rule, b.rule) ||
    compare(a.at.span.file.path, b.at.span.file.path) ||
    a.at.span.start - b.at.span.start ||
    compare(a.message, b.message)
  );
}

/** Findings whose severities have changed, in order again; applications stay where they were. */
export function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const applications = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const own = applications.get(diagnostic.application);
    if (own) own.push(diagnostic);
    else applications.set(diagnostic.application, [diagnostic]);
  }
  return [...applications.values()].flatMap((own) => own.sort(byCause));
}

function rank(rule: string): number {
  const exact = ORDER.indexOf(rule);
  if (exact >= 0) return exact;
  const group = ORDER.indexOf(rule.slice(0, rule.indexOf('/')));
  return group >= 0 ? group : ORDER.length;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
