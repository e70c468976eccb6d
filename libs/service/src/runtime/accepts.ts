import type { Contract } from '@xiezhi/contracts';
import type { Accepts } from '@xiezhi/eventsourcing';
import { Ajv2020 } from 'ajv/dist/2020.js';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Checks of what arrives, from the contracts' schemas. The answer names fields and rules, never values. */
export function acceptsOf(contracts: readonly Contract<object>[]): Accepts {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { uuid: UUID, 'date-time': INSTANT } });
  return Object.fromEntries(
    contracts.map(({ type, schema }) => {
      const valid = ajv.compile(schema);
      return [
        type,
        (data) =>
          valid(data)
            ? null
            : (valid.errors ?? []).map(({ instancePath, keyword }) => `${instancePath === '' ? '/' : instancePath} ${keyword}`).join('; '),
      ];
    }),
  );
}
