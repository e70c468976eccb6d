import type { NoticeFacts } from '../../api/types.ts';
import { noticeBody, valuesOf, type NoticeValues } from './notice-values.ts';

const values: NoticeValues = {
  division: '540100',
  caseNumber: '（2026）藏01刑初1号',
  offence: '盗窃',
  ground: 'minor',
  stage: 'first_instance',
  procedure: 'ordinary',
  custody: 'detained',
  language: 'bo',
  interpreterNeeded: true,
  lifeOrDeath: false,
  hearingAt: { day: '2027-03-02', time: '09:30' },
  discoveredAt: { day: '', time: '' },
  person: { name: 'བཀྲ་ཤིས། 扎西', birthDate: '2010-05-01', idNumber: '' },
  contact: { name: '承办人', phone: '0891-0000000' },
  papers: [{ kind: 'indictment', title: '起诉书副本' }],
};

describe('a notice made from the form', () => {
  it('holds what was typed, byte for byte, and nothing that was left empty', () => {
    expect(noticeBody(values)).toEqual({
      division: '540100',
      caseNumber: '（2026）藏01刑初1号',
      offence: '盗窃',
      ground: 'minor',
      stage: 'first_instance',
      procedure: 'ordinary',
      custody: 'detained',
      language: 'bo',
      interpreterNeeded: true,
      lifeOrDeath: false,
      hearingAt: '2027-03-02T09:30:00+08:00',
      person: { name: 'བཀྲ་ཤིས། 扎西', birthDate: '2010-05-01' },
      contact: { name: '承办人', phone: '0891-0000000' },
      papers: [{ kind: 'indictment', title: '起诉书副本' }],
    });
  });

  it('leaves out what was typed for a ground that was given up', () => {
    const changed: NoticeValues = { ...values, otherProvision: '某条例第3条', appliedForAid: true };
    expect(noticeBody(changed)).not.toHaveProperty('otherProvision');
    expect(noticeBody({ ...changed, ground: 'other_by_law' })).toHaveProperty('otherProvision', '某条例第3条');
    expect(noticeBody({ ...changed, ground: 'death_review_applicant' })).toHaveProperty('appliedForAid', true);
  });

  it('comes back into the form for a correction as it was sent', () => {
    const { division: _division, ...sent } = noticeBody(values);
    const facts = { ...sent, minor: true, discoveredAt: '2026-11-01T01:00:00.000Z' } as unknown as NoticeFacts;
    const people = { ids: { person: null, contact: null }, person: sent.person, contact: sent.contact, papers: { list: sent.papers } };
    expect(noticeBody(valuesOf(facts, people))).toEqual({ ...sent, discoveredAt: '2026-11-01T09:00:00+08:00' });
  });
});
