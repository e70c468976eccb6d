import { referenceValueApproved, TOPICS, type ReferenceValueApprovedV1 } from '@xiezhi/contracts';
import type { InboxItem, JsonObject } from '@xiezhi/eventsourcing';
import { specOfProjection } from '@xiezhi/eventsourcing/testing';
import { retentionRules } from './retention-rules.projection.js';
import { RulesInForce, type RuleInForce } from './retention-rules.queries.js';

const approved = (n: number, changes: Partial<ReferenceValueApprovedV1>): InboxItem => ({
  position: String(n),
  id: `0192f3c4-5a6b-7c7d-9e0f-00000000000${n}`,
  source: '/xiezhi/directory',
  topic: TOPICS.directory,
  key: 'reference-value',
  type: referenceValueApproved.type,
  time: '2026-11-24T02:00:00.000Z',
  subject: null,
  data: { ...referenceValueApproved.example, valueId: `0192f3c4-5a6b-7c7d-9e0f-0000000000a${n}`, ...changes } as unknown as JsonObject,
  extensions: {},
  receivedAt: '2026-11-24T02:00:00.000Z',
});

it('takes the values that say for how long matters are kept, and no other', () => {
  const one = approved(1, { kind: 'retention_withdrawn', value: 24, unit: 'number' });
  specOfProjection(retentionRules)
    .given([one, one, approved(2, { kind: 'dibao_urban_monthly' })])
    .thenKeys('0192f3c4-5a6b-7c7d-9e0f-0000000000a1')
    .thenRowLike('0192f3c4-5a6b-7c7d-9e0f-0000000000a1', { kind: 'withdrawn', months: 24, division: '540000', valid_from: '2018-01-01' });
});

it('holds in a division what it, or the nearest above it, has set', () => {
  const rule = (division: string, months: number): RuleInForce => ({
    ruleId: division,
    kind: 'withdrawn',
    division,
    months,
    source: '示例',
    validFrom: '2026-01-01',
    sourceOn: '2026-01-01',
  });
  const rules = new RulesInForce([rule('540000', 120), rule('540100', 60)]);
  expect(['540102', '540100', '540200', '540000'].map((division) => rules.of('withdrawn', division)?.months)).toEqual([60, 60, 120, 120]);
  expect(rules.of('notified', '540100')).toBeNull();
});
