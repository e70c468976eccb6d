import type { DefenceRequest, RequestEvent, RequestStatus } from '../../api/types.ts';
import { possibleActions, type Action } from './possible-actions.ts';

const ORGAN = 'court-540100';
const INSTITUTION = 'institution-540100';
const clerk = { agency: ORGAN, role: 'case_agency_clerk' };
const head = { agency: INSTITUTION, role: 'institution_head' };
const lawyer = { agency: 'law-firm-1', role: 'lawyer' };
const all = (): boolean => true;

const request = (status: RequestStatus, changes: Partial<DefenceRequest> = {}, ...events: readonly RequestEvent[]): DefenceRequest =>
  ({
    status,
    organ: ORGAN,
    organKind: 'court',
    institution: INSTITUTION,
    facts: { ground: 'minor' },
    closedAt: null,
    timeline: events.map((event) => ({ event, at: '', agency: '' })),
    ...changes,
  }) as DefenceRequest;

const every = ({ primary, more }: ReturnType<typeof possibleActions>): readonly (Action | null)[] => [primary, ...more];

describe('what can be done with a request', () => {
  it.each([
    ['received', head, 'assign'],
    ['returned', clerk, 'correct'],
    ['assigned', head, 'service'],
    ['confirmed', lawyer, 'engagement'],
    ['engaged', lawyer, 'first-meeting'],
    ['defending', lawyer, 'work'],
    ['defending', clerk, 'conclude'],
    ['refused', clerk, 'refusal/accept'],
    ['awaiting_own_lawyer', clerk, 'reassignment'],
    ['closing', lawyer, 'file'],
    ['closing', clerk, 'document-sent'],
    ['filed', head, 'file/accept'],
    ['terminated', head, 'termination-served'],
  ] as const)('%s: whose turn it is has the next step at hand', (status, reader, action) => {
    expect(possibleActions(request(status), reader, all).primary).toBe(action);
  });

  it('is nothing for who is no party', () => {
    expect(possibleActions(request('received'), { agency: 'court-540200', role: 'case_agency_clerk' }, all)).toEqual({
      primary: null,
      more: [],
    });
  });

  it('is nothing but another notice once it is closed, also where its way to be closed is called like a state', () => {
    const closed = request('terminated', { closedAt: '2026-12-01T00:00:00.000Z' });
    expect(every(possibleActions(closed, head, all))).toEqual([null]);
    expect(every(possibleActions(closed, clerk, all))).toEqual([null, 'copy']);
  });

  it('holds back what the reader may not', () => {
    const mayNotTerminate = (permission: string): boolean => !permission.endsWith('.terminate');
    expect(possibleActions(request('refused'), head, mayNotTerminate).more).toEqual([]);
    expect(possibleActions(request('refused'), head, all).more).toEqual(['terminate']);
  });

  it('lets a change be declined only while one is asked for, and asked for only while none is', () => {
    const asked = request('defending', {}, 'LawyerAssigned', 'LawyerChangeRequested');
    const declined = request('defending', {}, 'LawyerAssigned', 'LawyerChangeRequested', 'LawyerChangeDeclined');
    expect(possibleActions(asked, head, all).more).toContain('change/decline');
    expect(possibleActions(asked, lawyer, all).more).not.toContain('change');
    expect(possibleActions(declined, head, all).more).not.toContain('change/decline');
    expect(possibleActions(declined, lawyer, all).more).toContain('change');
  });

  it('offers papers once for each lawyer, and to a court alone', () => {
    const filed = request('engaged', {}, 'LawyerAssigned', 'DefencePapersFiled');
    const replaced = request('engaged', {}, 'LawyerAssigned', 'DefencePapersFiled', 'LawyerReplaced');
    expect(possibleActions(filed, lawyer, all).more).not.toContain('papers-filed');
    expect(possibleActions(replaced, lawyer, all).more).toContain('papers-filed');
    expect(possibleActions(request('engaged', { organKind: 'police' }), lawyer, all).more).not.toContain('papers-filed');
  });

  it('cannot find a reason wanting where the person is free to refuse', () => {
    const free = request('refused', { facts: { ground: 'discretionary' } as DefenceRequest['facts'] });
    expect(possibleActions(request('refused'), clerk, all).more).toContain('refusal/reject');
    expect(possibleActions(free, clerk, all).more).not.toContain('refusal/reject');
  });

  it('asks for the copy of the document once for each end of a stage', () => {
    expect(possibleActions(request('closing', {}, 'StageConcluded', 'StageDocumentSent'), clerk, all).primary).toBe(null);
    expect(possibleActions(request('closing', {}, 'StageConcluded'), clerk, all).primary).toBe('document-sent');
  });
});
