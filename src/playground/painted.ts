/** What the report of a terminal switches on and off (SGR), as classes of the page. Those that are missing stay off. */
const STYLES: Readonly<Record<string, readonly ['weight' | 'color', string]>> = {
  1: ['weight', 'bold'],
  2: ['weight', 'dim'],
  22: ['weight', ''],
  31: ['color', 'red'],
  32: ['color', 'green'],
  33: ['color', 'yellow'],
  34: ['color', 'blue'],
  39: ['color', ''],
};

export interface Painted {
  readonly text: string;
  /** Separated by blanks. */
  readonly classes: string;
  /** Of a text that is the address of a page about a rule. */
  readonly link: string | undefined;
}

/** A report with the 16 colours of a terminal, in pieces of one style each. */
export function painted(report: string): readonly Painted[] {
  const now = { weight: '', color: '' };
  return report.split(/\u001b\[(\d+)m/).flatMap((part, index) => {
    if (index % 2 === 1) {
      const [kind, name] = STYLES[part] ?? [];
      if (kind) now[kind] = name!;
      return [];
    }
    const classes = `${now.weight} ${now.color}`.trim();
    return part
      .split(RULE_PAGE)
      .map((text, place) => ({ text, classes, link: place % 2 === 1 ? text : undefined }))
      .filter(({ text }) => text !== '');
  });
}

/** What linted files hold is no link: nobody is led away by a post. */
const RULE_PAGE = /(https:\/\/github\.com\/ncslint\/ncslint\/blob\/main\/docs\/rules\/[a-z0-9/-]+\.md)/;
