// Reads the document with the parser of the AsyncAPI initiative and says what it misses: node asyncapi.mjs FILE
import { readFile } from 'node:fs/promises';
import { Parser } from '@asyncapi/parser';

const [file] = process.argv.slice(2);
const { document, diagnostics } = await new Parser().parse(await readFile(file, 'utf8'));
const errors = diagnostics.filter((one) => one.severity === 0);
for (const one of errors) {
  console.log(`${one.path.join('/')}: ${one.code}: ${one.message}`);
}
if (!document) {
  console.log('It cannot be read as an AsyncAPI document');
}
process.exit(document && errors.length === 0 ? 0 : 1);
