/** JSON Schema (draft 2020-12), the part of it that contracts use. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly items?: JsonSchema;
  readonly enum?: readonly (string | number | null)[];
  readonly format?: string;
  readonly pattern?: string;
}

/**
 * A public event: its CloudEvents `type` (`<service>.<fact>.v<n>`), the schema of its data and one example. It changes by addition only; a
 * break is a new version published beside the old.
 */
export interface Contract<Data extends object> {
  readonly type: string;
  readonly description: { readonly zh: string; readonly en: string };
  readonly schema: JsonSchema;
  readonly example: Data;
}

const ID: JsonSchema = { type: 'string', format: 'uuid' };
const INSTANT: JsonSchema = { type: 'string', format: 'date-time', description: 'ISO 8601 instant' };
const CODE: JsonSchema = { type: 'string', pattern: '^[a-z0-9][a-z0-9-]*$' };
const DIVISION: JsonSchema = { type: 'string', pattern: '^54[0-9]{4}$', description: '行政区划代码' };
const TEXT: JsonSchema = { type: 'string' };

/** Parts that many contracts share. */
export const part = { id: ID, instant: INSTANT, code: CODE, division: DIVISION, text: TEXT } as const;

/** A schema of an object whose properties are all required but for `optional`; unknown ones are allowed, for additions. */
export function objectOf(properties: Readonly<Record<string, JsonSchema>>, optional: readonly string[] = []): JsonSchema {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties).filter((name) => !optional.includes(name)),
    additionalProperties: true,
  };
}

/** A personal field as published: ciphertext under the person's key, never clear text. */
export const sealed: JsonSchema = {
  type: 'object',
  properties: {
    $sealed: {
      type: 'object',
      properties: { person: ID, alg: { type: 'string', enum: ['A256GCM'] }, value: TEXT },
      required: ['person', 'alg', 'value'],
    },
  },
  required: ['$sealed'],
};

/** A statutory clock as others see it. */
export interface PublicClock {
  readonly id: string;
  readonly startedAt: string;
  readonly dueAt: string;
  /** True while the year's working-day calendar is not yet published. */
  readonly provisional: boolean;
  /** The article. */
  readonly basis: string;
}

export const clock: JsonSchema = objectOf({ id: TEXT, startedAt: INSTANT, dueAt: INSTANT, provisional: { type: 'boolean' }, basis: TEXT });
