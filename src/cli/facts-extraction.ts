// All that only `ncslint facts` needs: in the built package a script of its own, see tools/bundle.mjs.
export { extractedFiles } from '../sdk/extract/index.ts';
