// What the tools that check facts need of the extraction, in one.
export { Checkout } from '../src/sdk/checkout.ts';
export { extractedFiles } from '../src/sdk/extract/index.ts';
