/**
 * Text in which a build server sees no command to itself: GitHub obeys lines that begin with `::` and a name, and `##[`
 * anywhere; Azure Pipelines `##vso[`. What is printed comes from linted files, and a stranger wrote them.
 */
export const withoutCommands = (text: string): string =>
  text.includes('::') || text.includes('##')
    ? text.replace(atStart, '$1\\x3a').replace(/##(?=\[|vso\[)/g, '#\\x23')
    : text;

// Behind blanks, too, and behind the codes of colours.
const atStart = /^((?:[ \t]|\x1b\[[\d;]*m)*):(?=:[^:])/gm;
