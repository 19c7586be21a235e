/** The names under which a README is found. */
export const README = /^readme(\.(md|rst|txt|adoc))?$/i;
