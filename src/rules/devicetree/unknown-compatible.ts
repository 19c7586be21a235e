import { strings } from '../../model/devicetree/values.ts';
import { valueOf } from '../../model/fact.ts';
import { closest } from '../../text/similar.ts';
import { textOf } from '../../text/source.ts';
import { defineRule, knowsVersion, projectSpan, replace } from '../rule.ts';
import { called } from '../wording.ts';

export default defineRule({
  id: 'devicetree/unknown-compatible',
  severity: 'warning',
  about: () => ({
    summary: 'A binding exists for the compatible of every node.',
    why: `
A node gets its driver and its properties by its \`compatible\`. Where no binding has that name the build says nothing: the
node is in the devicetree, and no driver ever looks at it.`,
    exceptions: `
A warning for a name that resembles one the SDK has; information for all others, since a module may bring the binding along.
Bindings below \`dts/bindings\` of the project count. Silent for the root of the tree, and where the bindings of the version in
use are not known.`,
    sources: ['zephyr/scripts/dts/python-devicetree/src/devicetree/edtlib.py:1237-1262 (2.4.0)'],
  }),

  *check(configuration) {
    const { sdk, images, ownCompatibles } = configuration;
    const names = sdk.known && knowsVersion(configuration) ? sdk.value.compatibles : undefined;
    if (!names || !sdk.known) return;
    const all = new Set(names);
    const seen = new Set<string>();
    for (const { devicetree } of images) {
      for (const node of devicetree.nodes) {
        const property = node.path === '/' ? undefined : node.properties.get('compatible');
        const span = property && projectSpan(property.origins[0]);
        const written = property && valueOf(strings(property));
        if (!span || !written || seen.has(`${span.file.path}:${span.start}`)) continue;
        // The first one with a binding counts.
        if (written.some((name) => all.has(name) || ownCompatibles.has(name) || isFamily(name))) continue;
        seen.add(`${span.file.path}:${span.start}`);
        const [name = ''] = written;
        const meant = closest(name, [...names, ...ownCompatibles]);
        const start = span.start + textOf(span).indexOf(`"${name}"`) + 1;
        const at = start > span.start ? { ...span, start, end: start + name.length } : span;
        yield {
          severity: meant === undefined ? 'info' : 'warning',
          message: `no driver looks at ${called(node)}: NCS ${sdk.value.version} has no binding for ${name}`,
          at: { span: at, text: meant === undefined ? 'no binding' : `${meant} has one` },
          ...(meant === undefined
            ? { help: 'a module or dts/bindings of the project has to bring the binding along' }
            : { fixes: [replace(`write ${meant}`, 'unsafe', at, meant)] }),
        };
      }
    }
  },
});

/** Names that say what something is, and that nothing has to read. */
const isFamily = (name: string): boolean => !name.includes(',') || name === 'simple-bus';
