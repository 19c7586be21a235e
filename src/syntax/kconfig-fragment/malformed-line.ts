import type { SourceFile } from '../../text/source.ts';
import type { SymbolPrefix } from '../kconfig-fragment.ts';
import type { SyntaxProblem } from '../parser.ts';

/** Why a line that is neither an assignment nor a comment is wrong, and what was probably meant. */
export function malformedLine(source: SourceFile, text: string, offset: number, prefix: SymbolPrefix): SyntaxProblem {
  const visible = text.search(/[^\s\ufeff\u200b-\u200f\u2060]/);
  const start = Math.max(visible, 0);
  const span = source.span(offset + (text[0] === '\ufeff' ? 0 : start), offset + text.length);
  return { span, ...explanation(text, text.slice(start), prefix) };
}

function explanation(text: string, shown: string, prefix: SymbolPrefix): Pick<SyntaxProblem, 'message' | 'help'> {
  if (text.startsWith('\ufeff')) {
    return {
      message: 'the file starts with a byte order mark, so its first line cannot be read',
      help: 'save it as UTF-8 without a byte order mark (BOM)',
    };
  }
  const spaced = SPACED_ASSIGNMENT.exec(shown);
  if (spaced) {
    const [, name, value] = spaced as unknown as [string, string, string];
    const corrected = `write \`${withPrefix(name, prefix)}=${value}\``;
    if (shown !== text) return { message: 'an assignment has to start in the first column', help: corrected };
    if (!/^(SB_)?CONFIG_/.test(name)) {
      return { message: `${name} lacks the prefix ${prefix}`, help: corrected };
    }
    return { message: `there is a blank between ${name} and =`, help: corrected };
  }
  if (/^(SB_)?CONFIG_\w+$/.test(shown)) {
    return { message: `${shown} is given no value`, help: `write \`${shown}=y\` to enable it` };
  }
  const separated = /^((?:SB_)?CONFIG_\w+)[ \t]*(?::=?|\+=|[ \t])[ \t]*(\S.*)$/.exec(shown);
  if (separated)
    return { message: `there is no = after ${separated[1]}`, help: `write \`${separated[1]}=${separated[2]}\`` };
  if (/^(\/\/|\/\*|\*\/|;|--|\* )/.test(shown)) {
    return { message: 'this is no comment here: comments start with #', help: 'start the line with #' };
  }
  if (/^(export|set|setenv|-D|-)[ \t]*\w+[ \t]*=/.test(shown)) {
    return {
      message: 'this line belongs to a script or a command line',
      help: `write \`${prefix}NAME=value\` and nothing before it`,
    };
  }
  if (/^(&\w+|\/ ?)[ \t]*\{|^\};?$|^#?[\w,-]+[ \t]*=?[ \t]*[<&"].*;$|^status[ \t]*=/.test(shown)) {
    return { message: 'this is devicetree, not Kconfig', help: 'move it to an overlay (`.overlay`)' };
  }
  if (/^[\w-]+:([ \t]|$)|^- \S/.test(shown)) {
    return { message: 'this is YAML, not Kconfig', help: `assignments have the form \`${prefix}NAME=value\`` };
  }
  if (/^(rsource|osource|orsource|source|config|menuconfig|menu|choice|endmenu|if|endif)\b/.test(shown)) {
    return {
      message: 'this is the Kconfig language, which belongs into a file named Kconfig',
      help: `a .conf file has lines \`${prefix}NAME=value\` only`,
    };
  }
  if (shown === '') return { message: 'this line has nothing but invisible characters', help: 'delete the line' };
  return {
    message: `this line is neither an assignment (\`${prefix}NAME=value\`) nor a comment`,
    help: 'start the line with # if it is a comment',
  };
}

const SPACED_ASSIGNMENT = /^([A-Za-z_]\w*)[ \t\u00a0]*=[ \t\u00a0]*(\S.*)?$/;

function withPrefix(name: string, prefix: SymbolPrefix): string {
  if (/^(SB_)?CONFIG_/.test(name)) return name;
  return prefix + name.replace(/^(sb_)?config_/i, '').toUpperCase();
}
