import { streamOf } from '@xiezhi/eventsourcing';
import { recorded } from '@xiezhi/eventsourcing/testing';
import { letter, type LetterEvent, type LetterMatter } from './letter.js';
import { publish } from './letter.publisher.js';

const ID = '0192f3c4-5a6b-8c7d-9e0f-0000000000b1';
const MATTER = '0192f3c4-5a6b-8c7d-9e0f-0000000a1d10';
const INSTITUTION = 'institution-540100';
const ofCase: LetterMatter = { requestId: MATTER, institution: INSTITUTION, division: '540100', caseNumber: '1', issuer: INSTITUTION };
const issued = (matter: LetterMatter, addressee: string | null): LetterEvent => ({
  type: 'LetterIssued',
  data: {
    ...{ matter, form: 13, number: '拉萨援民函字〔2026〕第1号', issuedAt: '2026-11-24T02:00:00.000Z', issuedBy: 'account-1', addressee },
    personId: '0192f3c4-5a6b-7c7d-8e0f-000000000001',
  },
});
const told = (event: LetterEvent) => recorded(streamOf(letter, ID), [event]).flatMap((one) => publish(one));

it('tells that a letter was issued, by the kind of matter it belongs to, and not by whom', () => {
  const [request] = told(issued({ ...ofCase, organ: 'court-540100' }, 'court-540100'));
  expect([request!.type, request!.data]).toEqual([
    'assignment.letter-issued.v1',
    expect.objectContaining({ requestId: MATTER, organ: 'court-540100', addressee: 'court-540100' }),
  ]);
  const [granted] = told(issued(ofCase, null));
  expect([granted!.type, granted!.data]).toEqual([
    'assignment.aid-case-letter-issued.v1',
    expect.objectContaining({ caseId: MATTER, form: 13, issuer: INSTITUTION }),
  ]);
  expect(JSON.stringify([request, granted])).not.toContain('account-1');
});
