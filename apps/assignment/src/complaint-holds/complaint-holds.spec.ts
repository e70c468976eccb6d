import type { RecordedEvent } from '@xiezhi/eventsourcing';
import { recorded, specOfWorkflow } from '@xiezhi/eventsourcing/testing';
import type { ComplaintEvent } from '../complaint/complaint.js';
import type { RetentionEvent } from '../retention/retention.js';
import { complaintHolds } from './complaint-holds.js';

const REQUEST = '0192f3c4-5a6b-8c7d-9e0f-112233445566';
const PERSON = '0192f3c4-5a6b-7c7d-8e0f-000000000009';
const AT = '2026-11-24T02:00:00.000Z';
const parties = { institution: 'institution-540100', division: '540100', filedBy: 'institution-540100', filer: 'account-1' };
const subject = { about: 'request', requestId: REQUEST, lawyerId: null } as const;
const numberOf = (n: number): string => `拉萨援投字〔2026〕第${n}号`;
const on = (n: number, event: ComplaintEvent): RecordedEvent => recorded(`complaint-0192f3c4-5a6b-8c7d-9e0f-11223344c00${n}`, [event])[0]!;
const filed = (n: number): RecordedEvent =>
  on(n, {
    type: 'ComplaintFiled',
    data: {
      parties,
      number: numberOf(n),
      subject,
      complainantKind: 'recipient',
      way: 'visit',
      grounds: ['neglect'],
      receivedAt: AT,
      filedAt: AT,
      personId: PERSON,
      complainant: { name: '某某' },
      text: '示例',
    },
  });
const answered = (n: number): RecordedEvent =>
  on(n, { type: 'ComplaintAnswered', data: { parties, subject, way: 'phone', answeredAt: AT, personId: PERSON, answer: '示例' } });
const withdrawn = (n: number): RecordedEvent =>
  on(n, { type: 'ComplaintWithdrawn', data: { parties, subject, withdrawnAt: AT, personId: PERSON, reason: '示例' } });

const kept = { organ: 'court-540100', institution: 'institution-540100', division: '540100' };
const about = (event: RetentionEvent): RecordedEvent => recorded(`retention-${REQUEST}`, [event])[0]!;
const held = (reference: string): RecordedEvent =>
  about({ type: 'MatterHeld', data: { parties: kept, ground: 'complaint', reference, heldAt: AT } });
const lifted = about({ type: 'HoldLifted', data: { parties: kept, ground: 'complaint', liftedAt: AT } });
const announced = about({
  type: 'DeletionAnnounced',
  data: {
    parties: kept,
    kind: 'notified',
    endedAt: AT,
    dueAt: AT,
    ruleId: PERSON,
    months: 1,
    source: '示例',
    announcedAt: AT,
    deleteFrom: AT,
  },
});
const hold = (n = 1) => ({ type: 'HoldMatter', data: { ground: 'complaint', reference: numberOf(n) } });
const lift = { type: 'LiftHold', data: { ground: 'complaint' } };
const spec = specOfWorkflow(complaintHolds);

it('keeps the matter when a complaint is filed, and when its deletion is announced meanwhile', () => {
  spec.given().when(filed(1)).thenSends(hold());
  spec.given(filed(1)).when(announced).thenSends(hold());
});

it('lets it go with the last of its complaints', () => {
  spec
    .given(filed(1), held(numberOf(1)))
    .when(answered(1))
    .thenSends(lift);
  spec.given(filed(1)).when(withdrawn(1)).thenSends(lift);
  spec.given(filed(1), filed(2)).when(answered(1)).thenSends();
  spec.given(filed(1), filed(2), answered(1)).when(announced).thenSends(hold(2));
  spec.given(filed(1), filed(2), answered(1)).when(withdrawn(2)).thenSends(lift);
  spec.given(filed(1), answered(1)).when(announced).thenSends();
});

it('leaves alone what the head of the institution keeps for a complaint', () => {
  spec.given(held('拉援投字〔2025〕9号'), filed(1)).when(answered(1)).thenSends();
  spec.given(held('拉援投字〔2025〕9号'), lifted, filed(1)).when(answered(1)).thenSends(lift);
});
