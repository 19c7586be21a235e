/** Whether a README is found under this name. */
export const isReadme = (name: string): boolean => NAMES.includes(name.toLowerCase());

const NAMES = ['readme', 'readme.md', 'readme.rst', 'readme.txt', 'readme.adoc'];
