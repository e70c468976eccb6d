import { isIP } from 'node:net';

/** What reading a text came to: its value, or what is wrong with it and what to set instead. */
export type Read<T> = { readonly value: T } | { readonly wrong: string };

/** Turns the text of a variable into its value. */
export type Reader<T> = (text: string) => Read<T>;

export const text: Reader<string> = (value) => ({ value });

/** A whole number from `min` to `max`. */
export const integer =
  (min: number, max: number): Reader<number> =>
  (value) => {
    const number = Number(value);
    return /^\d+$/.test(value) && number >= min && number <= max
      ? { value: number }
      : { wrong: `must be a whole number from ${min} to ${max}` };
  };

export const flag: Reader<boolean> = (value) =>
  value === 'true' || value === 'false' ? { value: value === 'true' } : { wrong: 'must be true or false' };

export const oneOf =
  <T extends string>(...choices: readonly T[]): Reader<T> =>
  (value) => {
    const found = choices.find((choice) => choice === value);
    return found === undefined ? { wrong: `must be one of ${choices.join(', ')}` } : { value: found };
  };

/** A URL with one of these schemes (each with its colon). */
export const url =
  (...schemes: readonly string[]): Reader<string> =>
  (value) =>
    URL.canParse(value) && schemes.includes(new URL(value).protocol)
      ? { value }
      : { wrong: `must be a URL that starts with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}` };

/** Addresses `host:port`, separated by commas. */
export const addresses: Reader<readonly string[]> = (value) => {
  const list = value.split(',').map((address) => address.trim());
  return list.every((address) => /^[^\s:]+:\d{1,5}$/.test(address))
    ? { value: Object.freeze(list) }
    : { wrong: 'must be host:port, several separated by commas' };
};

/** IP addresses and networks (`10.0.0.0/8`), separated by commas. */
export const networks: Reader<readonly string[]> = (value) => {
  const list = value.split(',').map((network) => network.trim());
  return list.every(isNetwork)
    ? { value: Object.freeze(list) }
    : { wrong: 'must be IP addresses or networks such as 10.0.0.0/8, several separated by commas' };
};

function isNetwork(network: string): boolean {
  const [address = '', bits, ...rest] = network.split('/');
  const version = isIP(address);
  return (
    version !== 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)))
  );
}

/** A socket: an absolute path, or host:port. */
export const socket: Reader<string> = (value) =>
  value.startsWith('/') || /^[^\s/]+:\d{1,5}$/.test(value) ? { value } : { wrong: 'must be an absolute path or host:port' };

/** Pairs `name=value`, separated by commas. */
export const pairs: Reader<Readonly<Record<string, string>>> = (value) => {
  const list = value.split(',').map((pair) => pair.trim().split('='));
  return list.every(([name, other, ...rest]) => name !== '' && other !== undefined && other !== '' && rest.length === 0)
    ? { value: Object.freeze(Object.fromEntries(list) as Record<string, string>) }
    : { wrong: 'must be name=value, several separated by commas' };
};

/** Hours of a day, from the evening to the morning: `21-8`. */
export const nightHours: Reader<{ readonly from: number; readonly until: number }> = (value) => {
  const [, from, until] = /^(\d{1,2})-(\d{1,2})$/.exec(value) ?? [];
  const night = { from: Number(from), until: Number(until) };
  return night.from <= 23 && night.from > night.until
    ? { value: Object.freeze(night) }
    : { wrong: 'must be two hours, the evening’s and the morning’s, such as 21-8' };
};

/** `office@example.org` */
export const mailAddress: Reader<string> = (value) =>
  /^[^\s@<>]+@[^\s@<>]+$/.test(value) ? { value } : { wrong: 'must be an e-mail address, such as office@example.org' };

/** True for a name or an address that only this machine can reach. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '::ffff:127.0.0.1' || (isIP(host) === 4 && host.startsWith('127.'));
