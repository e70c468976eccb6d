import type { ReceivedMessage } from '../message-bus.js';
import { MAX_PARKED_LISTED, type ParkedKey, type ParkedMessage, ParkingLot, type ReleasedKey, parkedId } from '../parking.js';

interface Row extends ParkedMessage {
  readonly group: string;
}

/** {@link ParkingLot} of one process, for tests. */
export class InMemoryParkingLot extends ParkingLot {
  private readonly keys = new Map<string, ParkedKey & { readonly group: string; readonly held: boolean }>();
  private readonly rows = new Map<string, Row>();

  override async park(group: string, message: ReceivedMessage, reason: string): Promise<void> {
    const { topic, key } = message;
    if (this.rows.has(parkedId(group, message))) return;
    const at = index(group, topic, key);
    if (!this.keys.has(at)) this.keys.set(at, { group, topic, key, state: 'parked', reason, since: new Date().toISOString(), held: false });
    this.add(group, message, reason);
  }

  override async parkBehind(group: string, message: ReceivedMessage): Promise<boolean> {
    if (!this.keys.has(index(group, message.topic, message.key))) return false;
    this.add(group, message, null);
    return true;
  }

  override async parkedKeys(group: string, max: number): Promise<readonly ParkedKey[]> {
    const keys = [...this.keys.values()].filter((key) => key.group === group);
    return keys.slice(0, max).map(({ topic, key, state, reason, since }) => ({ topic, key, state, reason, since }));
  }

  override async list(group: string, of?: { readonly topic: string; readonly key: string }): Promise<readonly ParkedMessage[]> {
    const rows = [...this.rows.values()].filter(
      (row) => row.group === group && (of === undefined || (row.message.topic === of.topic && row.message.key === of.key)),
    );
    const listed = [...rows.filter(({ state }) => state === 'waiting'), ...rows.filter(({ state }) => state === 'skipped')];
    return listed.slice(0, MAX_PARKED_LISTED).map(({ id, message, state, reason, parkedAt }) => ({ id, message, state, reason, parkedAt }));
  }

  override async retry(group: string, topic: string, key: string): Promise<boolean> {
    const at = index(group, topic, key);
    const parked = this.keys.get(at);
    if (parked === undefined) return false;
    this.keys.set(at, { ...parked, state: 'released' });
    return true;
  }

  override async skip(group: string, id: string, reason: string): Promise<boolean> {
    const row = this.rows.get(id);
    if (row === undefined || row.group !== group || row.state !== 'waiting') return false;
    const { topic, key } = row.message;
    const first = this.waiting(group, topic, key)[0];
    this.rows.set(id, { ...row, state: 'skipped', reason, message: { ...row.message, data: null } });
    if (this.waiting(group, topic, key).length === 0) this.keys.delete(index(group, topic, key));
    else if (first?.id === id) await this.retry(group, topic, key);
    return true;
  }

  override async takeReleased(group: string): Promise<ReleasedKey | null> {
    for (const [at, taken] of this.keys) {
      if (taken.group !== group || taken.state !== 'released' || taken.held) continue;
      this.keys.set(at, { ...taken, held: true });
      return this.released(at, taken);
    }
    return null;
  }

  private released(at: string, { group, topic, key }: ParkedKey & { readonly group: string }): ReleasedKey {
    const change = (changed: Partial<ParkedKey & { readonly held: boolean }>): void => {
      const current = this.keys.get(at);
      if (current !== undefined) this.keys.set(at, { ...current, ...changed });
    };
    return {
      topic,
      key,
      next: async () => {
        const first = this.waiting(group, topic, key)[0];
        if (first === undefined) this.keys.delete(at);
        return first === undefined || first.message.data === null ? null : { ...first.message, data: first.message.data };
      },
      done: async (message) => void this.rows.delete(parkedId(group, message)),
      failed: async (message, reason) => {
        const row = this.rows.get(parkedId(group, message));
        if (row !== undefined) this.rows.set(row.id, { ...row, reason });
        change({ state: 'parked', reason });
      },
      leave: async () => change({ held: false }),
    };
  }

  private waiting(group: string, topic: string, key: string): Row[] {
    return [...this.rows.values()].filter(
      (row) => row.state === 'waiting' && row.group === group && row.message.topic === topic && row.message.key === key,
    );
  }

  private add(group: string, message: ReceivedMessage, reason: string | null): void {
    const id = parkedId(group, message);
    if (!this.rows.has(id)) this.rows.set(id, { id, group, message, state: 'waiting', reason, parkedAt: new Date().toISOString() });
  }
}

const index = (group: string, topic: string, key: string): string => JSON.stringify([group, topic, key]);
