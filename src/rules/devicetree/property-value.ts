import type { Finding } from '../../diagnostic/diagnostic.ts';
import type { Configuration } from '../../model/application.ts';
import { bindingOf } from '../../model/devicetree/bindings.ts';
import type { DtNode, DtProperty } from '../../model/devicetree/devicetree.ts';
import { hasType, written } from '../../model/devicetree/property-type.ts';
import { touchedNodes } from '../../model/devicetree/touched.ts';
import { cellList, numberValue, stringValue, valueOfProperty } from '../../model/devicetree/values.ts';
import { is, valueOf } from '../../model/fact.ts';
import { closest } from '../../text/similar.ts';
import { type Span, textOf } from '../../text/source.ts';
import { defineRule, projectSpan, reason, replace, sdkLine } from '../rule.ts';
import { called, listed } from '../wording.ts';

export default defineRule({
  id: 'devicetree/property-value',
  severity: 'error',
  about: () => ({
    summary: 'A property has the type, and one of the values, that its binding allows.',
    why: `
The build reads the properties of a node by its binding and stops at the first one that is written in another way: cells
where a string belongs, a value that is not in the list, a \`gpios\` without its flags. A \`status\` has the same six values
on every node, with a binding or without.`,
    exceptions: `
Only properties that the project's own files set, of nodes whose binding ncslint knows. \`readoc\` and \`writeoc\` are the
subject of \`external-flash/opcode\`, \`jedec-id\` is that of \`external-flash/jedec-id\`.`,
    sources: [
      'zephyr/scripts/dts/python-devicetree/src/devicetree/edtlib.py:1409-1418 (2.4.0)',
      'zephyr/scripts/dts/python-devicetree/src/devicetree/edtlib.py:1485-1535 (2.4.0)',
      'zephyr/scripts/dts/python-devicetree/src/devicetree/edtlib.py:1982-1998 (2.4.0)',
      'zephyr/scripts/dts/python-devicetree/src/devicetree/edtlib.py:3113-3130 (2.4.0)',
      'zephyr/dts/bindings/mtd/nordic,qspi-nor.yaml:13-95 (2.4.0)',
      'zephyr/dts/bindings/mtd/jedec,jesd216.yaml:20-57 (2.4.0)',
    ],
  }),

  *check(configuration) {
    for (const { devicetree } of configuration.images) {
      for (const node of touchedNodes(devicetree)) {
        for (const property of node.properties.values()) {
          const span = projectSpan(property.origins[0]);
          const finding = span && faultOf(configuration, node, property, span);
          if (finding) yield finding;
        }
      }
    }
  },
});

function faultOf(configuration: Configuration, node: DtNode, property: DtProperty, span: Span): Finding | undefined {
  if (property.name === 'status') return wrongStatus(configuration, node, property, span);
  if (node.path === '/chosen') return noPath(property, span);
  if (ownRules.has(property.name)) return undefined;
  return wrongByBinding(configuration, node, property, span) ?? shortSpecifier(node, property, span);
}

/** They have rules of their own, which know more about them. */
const ownRules = new Set(['readoc', 'writeoc', 'jedec-id']);

/** zephyr/scripts/dts/python-devicetree/src/devicetree/edtlib.py:3116 (2.4.0) */
const statuses = ['okay', 'disabled', 'reserved', 'fail', 'fail-sss'];

/** `/chosen` names nodes by path; what is given as a phandle is left out without a word, edtlib.py:1990-1996 (2.4.0). */
function noPath({ name, values }: DtProperty, span: Span): Finding | undefined {
  const [value] = values;
  const [cell] = value?.kind === 'cells' ? value.cells : [];
  if (values.length !== 1 || cell?.kind !== 'phandle' || !isChosenName(name)) return undefined;
  const written = textOf(span);
  return {
    message: `${name} chooses nothing: what stands in <> is a number, not a path`,
    at: { span, text: 'without the brackets' },
    fixes: [replace('write it without brackets', 'unsafe', span, written.replace(/<\s*(&[^>]*?)\s*>/, '$1'))],
  };
}

const isChosenName = (name: string): boolean => /^(zephyr|nordic|ncs),/.test(name);

function wrongStatus(
  configuration: Configuration,
  node: DtNode,
  property: DtProperty,
  span: Span,
): Finding | undefined {
  const text = stringValue(property);
  if (!text.known || text.value === 'ok' || (text.value !== undefined && statuses.includes(text.value)))
    return undefined;
  const line = sdkLine(configuration, 'zephyr/scripts/dts/python-devicetree/src/devicetree/edtlib.py', 3116);
  const meant = text.value === undefined ? undefined : (sameMeaning[text.value] ?? closest(text.value, statuses));
  return {
    message: `the build stops: ${shown(span)} is no status that ${called(node)} can have`,
    at: { span, text: 'not one of the values of status' },
    because: [reason(`a status is ${listed(statuses.map((status) => `"${status}"`)).replace(' and ', ' or ')}`, line)],
    ...(meant !== undefined
      ? { fixes: [replace(`write status = "${meant}";`, 'unsafe', span, `status = "${meant}";`)] }
      : { help: 'write status = "okay"; or status = "disabled";' }),
  };
}

const sameMeaning: Readonly<Record<string, string>> = {
  enabled: 'okay',
  enable: 'okay',
  on: 'okay',
  disable: 'disabled',
  off: 'disabled',
};

function wrongByBinding({ sdk }: Configuration, node: DtNode, property: DtProperty, span: Span): Finding | undefined {
  if (!sdk.known) return undefined;
  const binding = valueOf(bindingOf(sdk.value, node));
  const declared = binding?.property(property.name);
  if (!binding || !declared) return undefined;
  if (is(hasType(property, declared.type), false)) {
    return {
      message: `the build stops: ${property.name} of ${called(node)} has to be ${kinds[declared.type]}`,
      at: { span, text: `not ${kinds[declared.type]}` },
      because: [reason(`the binding of ${binding.compatible} declares it as ${declared.type}`, declared.origin)],
      help: `it is written like this: ${written[declared.type](property.name)}`,
    };
  }
  const allowed = declared.const === undefined ? declared.enum : [declared.const];
  if (!allowed) return undefined;
  const value = typeof allowed[0] === 'string' ? stringValue(property) : numberValue(property);
  if (!value.known || value.value === undefined || allowed.includes(value.value)) return undefined;
  const texts = allowed.map((one) => (typeof one === 'string' ? `"${one}"` : `<${one}>`));
  const meant = typeof value.value === 'string' ? closest(value.value, allowed.map(String)) : undefined;
  const repaired = `${property.name} = "${meant}";`;
  return {
    message: `the build stops: ${shown(span)} is not a value that ${property.name} of ${called(node)} can have`,
    at: { span, text: 'not one of the values of the binding' },
    because: [
      reason(`the binding of ${binding.compatible} allows ${listed(texts).replace(' and ', ' or ')}`, declared.origin),
    ],
    ...(meant !== undefined && { fixes: [replace(`write ${repaired}`, 'unsafe', span, repaired)] }),
  };
}

const kinds: Readonly<Record<string, string>> = {
  boolean: 'a flag without a value',
  int: 'one number in angle brackets',
  array: 'numbers in angle brackets',
  'uint8-array': 'bytes in square brackets',
  string: 'one string',
  'string-array': 'strings',
  phandle: 'one reference in angle brackets',
  phandles: 'references in angle brackets',
  'phandle-array': 'references in angle brackets, each with its cells',
  path: 'a path or a reference',
};

/** A `gpios` with fewer cells behind a controller than the controller asks for. */
function shortSpecifier(node: DtNode, property: DtProperty, span: Span): Finding | undefined {
  const isGpios = property.name === 'gpios' || property.name.endsWith('-gpios');
  if (!isGpios || node.properties.has('gpio-hog')) return undefined;
  const cells = valueOf(cellList(property));
  if (!cells) return undefined;
  let from = 0;
  while (from < cells.length) {
    const cell = cells[from]!;
    // What does not start with a controller is another mistake.
    if (cell.kind !== 'phandle') return undefined;
    const controller = valueOf(cell.to);
    const width = controller && valueOf(valueOfProperty(controller, '#gpio-cells', numberValue));
    if (!controller || width === undefined) return undefined;
    const given = cells.slice(from + 1, from + 1 + width);
    const next = given.findIndex(({ kind }) => kind === 'phandle');
    const count = next < 0 ? given.length : next;
    if (count < width) {
      const because = controller.property('#gpio-cells');
      return {
        message: `the build stops: ${property.name} of ${called(node)} gives ${called(controller)} ${count} of ${width} cells`,
        at: { span: cell.span ?? span, text: `${width - count} missing behind it` },
        because: [reason(`${called(controller)} takes ${width} cells, the pin and its flags`, because)],
        help: `it is written like this: ${property.name} = <&gpio0 13 GPIO_ACTIVE_LOW>;`,
      };
    }
    from += 1 + width;
  }
  return undefined;
}

/** The first line of what was written, without its semicolon. */
const shown = (span: Span): string => textOf(span).split('\n')[0]!.replace(/;$/, '').trim();
