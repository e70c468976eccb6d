import { addressedEventDelivered, erasureFollowed, matterPersonErased } from '@xiezhi/contracts';
import type { InboxItem, JsonObject } from '@xiezhi/eventsourcing';
import { certificateOf, certificateText, type Erasure } from './certificate.js';
import { erasureSteps, type ErasureStepRow } from './erasure-steps.projection.js';

const AT = '2026-11-28T02:00:00.000Z';
const PERSON = matterPersonErased.example.personId;
const CAUSE = '0192f3c4-5a6b-8c7d-9e0f-0000000000c1';

const erasure: Erasure = {
  personId: PERSON,
  ground: 'retention_expired',
  decision: '藏司个保〔2026〕1号',
  orderedAt: AT,
  orderedBy: { account: 'officer', agency: 'administration-540000' },
  keyDestroyedAt: AT,
  lapses: { writeAheadLog: AT, inboundTopics: AT, backups: AT },
};

const item = (type: string, id: string, data: object): InboxItem => ({
  position: id,
  id,
  source: '/xiezhi/test',
  topic: 'xiezhi.erasures.v1',
  key: id,
  type,
  time: AT,
  subject: null,
  data: data as JsonObject,
  extensions: {},
  receivedAt: AT,
});
const matter = item(matterPersonErased.type, CAUSE, matterPersonErased.example);
const followed = item(erasureFollowed.type, 'f', { ...erasureFollowed.example, matters: 1 });
const delivered = (agency: string): InboxItem =>
  item(addressedEventDelivered.type, `d-${agency}`, {
    ...addressedEventDelivered.example,
    agency,
    causeType: matterPersonErased.type,
    causeId: CAUSE,
  });

const after = (...items: readonly InboxItem[]): ReturnType<typeof certificateOf> => {
  const rows = new Map<string, ErasureStepRow>();
  for (const one of items) for (const key of erasureSteps.keysOf(one)) rows.set(key, erasureSteps.evolve(rows.get(key) ?? null, one, key)!);
  return certificateOf(
    erasure,
    [...rows.values()].filter(({ person_id }) => person_id === PERSON),
  );
};

describe('a certificate', () => {
  it('is complete when the key is gone, each service is done, each of its matters is known, and each party was told', () => {
    const all = [matter, followed, delivered('court-540100'), delivered('institution-540100')];
    expect(after(...all).complete).toBe(true);
    expect(after(...all.toReversed()).complete).toBe(true);
    for (const missing of all) expect(after(...all.filter((one) => one !== missing)).complete).toBe(false);
    expect(certificateOf({ ...erasure, keyDestroyedAt: null }, []).complete).toBe(false);
  });

  it('names a delivery once, however often it comes', () => {
    expect(after(matter, delivered('court-540100'), delivered('court-540100')).matters[0]!.told).toHaveLength(1);
  });

  it('leaves deliveries of other news alone', () => {
    expect(erasureSteps.keysOf(item(addressedEventDelivered.type, 'x', addressedEventDelivered.example))).toEqual([]);
  });

  it('says in words that it is final, or that it is not', () => {
    expect(certificateText(after(matter, followed, delivered('court-540100'), delivered('institution-540100')))).toContain(
      '以上事项均已完成',
    );
    expect(certificateText(after(matter))).toContain('尚有事项未完成');
    expect(certificateText(after())).toContain('2026年11月28日 10:00:00');
  });
});
