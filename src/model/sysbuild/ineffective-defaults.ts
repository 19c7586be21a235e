import type { KconfigDefinition } from '../../syntax/kconfig-language/definition.ts';
import { isNot } from '../fact.ts';
import { type SysbuildInput, sysbuildView } from './view.ts';

/**
 * Defaults that the application's `Kconfig.sysbuild` gives behind the SDK's, and that would decide if they stood before
 * them: of several defaults the first whose condition holds counts
 * (zephyr/scripts/kconfig/kconfiglib.py:4364 and 5441 (2.4.0)).
 */
export function ineffectiveDefaults(input: SysbuildInput): readonly KconfigDefinition[] {
  const { before, after } = input.own;
  const late = after.filter(({ defaults }) => defaults !== undefined && defaults.length > 0);
  if (late.length === 0) return [];
  const asItIs = sysbuildView(input);
  const inFront = sysbuildView({ ...input, own: { ...input.own, before: [...before, ...after], after: [] } });
  return late.filter(({ kind, name, defaults }) => {
    const symbols = kind === 'choice' ? defaults!.map(({ value }) => value) : [name];
    return symbols.some((symbol) => {
      const wanted = inFront.text(symbol);
      return wanted.known && isNot(asItIs.text(symbol), wanted.value);
    });
  });
}
