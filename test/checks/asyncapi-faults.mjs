// Prints what the AsyncAPI parser finds wrong with the document in the file that is named: JSON, one text for each error.
import { readFileSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';

const found = await new Parser().validate(JSON.parse(readFileSync(process.argv[2], 'utf8')));
const faults = found.filter(({ severity }) => severity === 0).map(({ path, message }) => `${path.join('.')}: ${message}`);
process.stdout.write(JSON.stringify(faults));
