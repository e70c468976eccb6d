import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as contractsModule from '@xiezhi/contracts';
import type { Contract, JsonSchema } from '@xiezhi/contracts';
import type { ErrorObject } from 'ajv';
import { formatted } from '../checks/formatted.js';
import { breaksOf } from './compatibility.js';

/** A contract as others were given it. */
export interface Published {
  readonly type: string;
  readonly description: Contract<object>['description'];
  readonly schema: JsonSchema;
  readonly example: object;
}

const FOLDER = new URL('./published/', import.meta.url);
const fileOf = (type: string): URL => new URL(`${type}.json`, FOLDER);

const isContract = (value: unknown): value is Contract<object> =>
  typeof value === 'object' && value !== null && 'type' in value && 'schema' in value && 'example' in value;

/** Every contract that the library gives out. */
export const contracts: readonly Contract<object>[] = Object.values<unknown>(contractsModule).filter(isContract);

/** The reviewed copies of what was published. */
export const published: readonly Published[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Published);

interface Validator {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
}
// Both packages are CommonJS, whose default export Node and the compiler see differently.
const require = createRequire(import.meta.url);
const { Ajv2020 } = require('ajv/dist/2020.js') as { Ajv2020: new (options: object) => { compile(schema: object): Validator } };
const addFormats = require('ajv-formats') as (ajv: object) => void;
const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats(ajv);

/** What is wrong with `data` by `schema` (JSON Schema 2020-12); nothing when it is valid. @throws Error when the schema itself is unsound */
export function faultsOf(schema: JsonSchema, data: unknown): readonly string[] {
  const validate = ajv.compile(schema);
  return validate(data) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || 'data'} ${message}`);
}

const ACCEPT = 'run `npm run check:accept` and have the new copy in test/contracts/published reviewed with the change';

/** What stands between the contracts and their published copies. `acceptable`: a new copy would do. */
export function differences(
  present: readonly Contract<object>[],
  copies: readonly Published[],
): readonly { readonly acceptable: boolean; readonly what: string }[] {
  const lost = copies
    .filter(({ type }) => !present.some((contract) => contract.type === type))
    .map(({ type }) => ({ acceptable: false, what: `${type} was published and is gone: others may still rely on it` }));
  const changed = present.flatMap((contract) => {
    const copy = copies.find(({ type }) => type === contract.type);
    if (copy === undefined) return [{ acceptable: true, what: `${contract.type} is not published yet: ${ACCEPT}` }];
    const breaks = [
      ...breaksOf(copy.schema, contract.schema),
      ...faultsOf(contract.schema, copy.example).map((fault) => `what was valid is no more: ${fault}`),
    ];
    if (breaks.length > 0) {
      return breaks.map((what) => ({ acceptable: false, what: `${contract.type}: ${what}; publish a new version beside it instead` }));
    }
    return asText(contract) === asText(copy) ? [] : [{ acceptable: true, what: `${contract.type} gained something: ${ACCEPT}` }];
  });
  return [...lost, ...changed];
}

const asText = ({ type, description, schema, example }: Published): string =>
  `${JSON.stringify({ type, description, schema, example }, null, 2)}\n`;

/**
 * Writes the copies of contracts that are new or gained something.
 * @throws Error naming every change that is no addition; nothing is written then
 */
export async function acceptContracts(): Promise<readonly string[]> {
  const refused = differences(contracts, published).filter(({ acceptable }) => !acceptable);
  if (refused.length > 0) throw new Error(refused.map(({ what }) => what).join('\n'));
  const written = contracts.filter((contract) => {
    const copy = published.find(({ type }) => type === contract.type);
    return copy === undefined || asText(copy) !== asText(contract);
  });
  for (const contract of written) writeFileSync(fileOf(contract.type), await formatted(asText(contract), fileOf(contract.type)));
  return written.map(({ type }) => type);
}
