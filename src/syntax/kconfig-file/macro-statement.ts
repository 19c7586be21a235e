import { type Cursor, isWord } from './cursor.ts';
import type { MacroStatement } from './statements.ts';
import { TemplateReader } from './text.ts';

/**
 * `NAME = value`, with `:=` or `+=` as well, macros allowed in the name; or a macro for what it does. Undefined for
 * anything else. `zephyr/scripts/kconfig/kconfiglib.py:2598` (2.4.0)
 */
export function macroStatement(cursor: Cursor, start: number): MacroStatement | undefined {
  const { text, end, line } = cursor;
  const name = new TemplateReader();
  let from = start;
  let i = start;
  for (; i < end; i++) {
    if (text.startsWith('$(', i)) {
      name.add(text.slice(from, i));
      const behind = name.macro(text, i, end);
      if (behind === undefined) return undefined;
      from = behind;
      i = behind - 1;
    } else if (!isWord(text.charCodeAt(i))) break;
  }
  name.add(text.slice(from, i));
  const whole = name.result(false);
  const rest = text.slice(i, end);
  if (rest.trim() === '') return typeof whole === 'string' ? undefined : { kind: 'call', text: whole, line };
  const [, operator, value = ''] = /^\s*(=|:=|\+=)\s*(.*)$/s.exec(rest) ?? [];
  if (operator === undefined) return undefined;
  return { kind: 'variable', name: whole, operator: operator as '=' | ':=' | '+=', value, line };
}
