import { derivedId } from './ids.js';
import type { BusMessage, ConsumeOptions, ReceivedMessage } from './message-bus.js';

export const PATIENCE_MS = 45_000;

/** Waits until `holds`; fails with what it waited for. */
export async function eventually(what: string, holds: () => boolean | Promise<boolean>, withinMs = PATIENCE_MS): Promise<void> {
  for (const until = Date.now() + withinMs; Date.now() < until;) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`never came: ${what}`);
}

let number = 0;
/** A topic or group name that nothing else uses. */
export const fresh = (what: string): string => `contract.${what}.${Date.now().toString(36)}.${process.pid}.${++number}`;

export const message = (topic: string, key: string, n: number, data: BusMessage['data'] = { n }): BusMessage => ({
  topic,
  key,
  id: derivedId('contract', topic, key, String(n)),
  source: '/xiezhi/contract',
  type: 'contract.happened.v1',
  time: '2026-03-01T08:00:00.000Z',
  subject: `${key}-${n}`,
  dataschema: 'urn:xiezhi:contract:contract.happened.v1',
  extensions: { correlationid: derivedId('correlation', key), traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
  data,
});

export const unexpected: ConsumeOptions['onUnreadable'] = ({ reason }) => Promise.reject(new Error(`unreadable: ${reason}`));

/** Each key's numbers as first given: what is given again later is a repetition, which consumers are made for. */
export const ordersOf = (given: readonly { readonly key: string; readonly id: string }[]): Map<string, string[]> => {
  const orders = new Map<string, string[]>();
  for (const { key, id } of given) {
    const order = orders.get(key) ?? [];
    if (!order.includes(id)) order.push(id);
    orders.set(key, order);
  }
  return orders;
};

export const withoutPlace = ({ place: _place, ...rest }: ReceivedMessage): BusMessage => rest;
