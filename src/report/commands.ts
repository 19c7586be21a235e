/**
 * Text in which a build server sees no command to itself: GitHub obeys lines that begin with `::`, and `##[` anywhere;
 * Azure Pipelines `##vso[`. What is printed comes from linted files, and a stranger wrote them.
 */
export const withoutCommands = (text: string): string =>
  text.replace(/^([ \t]*):(?=:)/gm, '$1\\x3a').replace(/##(?=\[|vso\[)/g, '#\\x23');
