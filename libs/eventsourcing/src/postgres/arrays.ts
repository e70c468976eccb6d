/**
 * Arrays in PostgreSQL's binary format. The text format would quote and escape every character of every event, here and in the server.
 */
const OID = { int2: 21, int4: 23, text: 25, uuid: 2950, json: 114 } as const;
const HEADER_BYTES = 20;
const UUID_BYTES = 16;

function header(oid: number, count: number, bytes: number, nulls = false): Buffer {
  const array = Buffer.allocUnsafe(HEADER_BYTES + bytes);
  array.writeInt32BE(1, 0); // dimensions
  array.writeInt32BE(nulls ? 1 : 0, 4);
  array.writeInt32BE(oid, 8);
  array.writeInt32BE(count, 12);
  array.writeInt32BE(1, 16); // first index
  return array;
}

export const textArray = (values: readonly string[]): Buffer => stringArray(OID.text, values);

/**
 * Texts of which some may be missing.
 * @throws TypeError for a lone surrogate, which has no form outside of JavaScript
 */
export function nullableTextArray(values: readonly (string | null)[]): Buffer {
  let bytes = 0;
  let nulls = false;
  for (const value of values) {
    if (value === null) nulls = true;
    else if (!value.isWellFormed()) throw new TypeError('a lone surrogate cannot be stored');
    else bytes += Buffer.byteLength(value);
  }
  const array = header(OID.text, values.length, bytes + 4 * values.length, nulls);
  let at = HEADER_BYTES;
  for (const value of values) {
    const length = value === null ? 0 : array.write(value, at + 4);
    array.writeInt32BE(value === null ? -1 : length, at);
    at += 4 + length;
  }
  return array;
}

/** `values` are JSON texts. */
export const jsonArray = (values: readonly string[]): Buffer => stringArray(OID.json, values);

function stringArray(oid: number, values: readonly string[]): Buffer {
  let bytes = 0;
  for (const value of values) bytes += 4 + Buffer.byteLength(value);
  const array = header(oid, values.length, bytes);
  let at = HEADER_BYTES;
  for (const value of values) {
    const length = array.write(value, at + 4);
    array.writeInt32BE(length, at);
    at += 4 + length;
  }
  return array;
}

export function integerArray(values: readonly number[]): Buffer {
  const array = header(OID.int4, values.length, values.length * 8);
  let at = HEADER_BYTES;
  for (const value of values) {
    array.writeInt32BE(4, at);
    array.writeInt32BE(value, at + 4);
    at += 8;
  }
  return array;
}

export function smallIntegerArray(values: readonly number[]): Buffer {
  const array = header(OID.int2, values.length, values.length * 6);
  let at = HEADER_BYTES;
  for (const value of values) {
    array.writeInt32BE(2, at);
    array.writeInt16BE(value, at + 4);
    at += 6;
  }
  return array;
}

export function uuidArray(values: readonly string[]): Buffer {
  const array = header(OID.uuid, values.length, values.length * (4 + UUID_BYTES));
  let at = HEADER_BYTES;
  for (const value of values) {
    array.writeInt32BE(UUID_BYTES, at);
    array.write(value.replaceAll('-', ''), at + 4, 'hex');
    at += 4 + UUID_BYTES;
  }
  return array;
}
