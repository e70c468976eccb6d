import { randomUUID } from 'node:crypto';
import { demonstrationLawyerId } from '../../apps/directory/src/demonstration-data/demonstration-data.js';
import { aidGrant, dutyHelpRequest, notice } from '../support/platform.js';

/**
 * Whose the things behind an id are, by how a route's path begins; the first that fits counts. `agency`: a matter's parties alone; `author`:
 * one account alone; `all`: registers and installations that are not one agency's, where the role decides.
 */
export const WHOSE: readonly (readonly [path: string, whose: 'agency' | 'author' | 'all'])[] = [
  ['/api/assignment/defence-requests/:id', 'agency'],
  ['/api/assignment/duty-helps/:id', 'agency'],
  ['/api/assignment/aid-cases/:id', 'agency'],
  ['/api/assignment/offers/:id', 'agency'],
  ['/api/assignment/retention/:id', 'agency'],
  ['/api/assignment/notice-drafts/:id', 'author'],
  // By organ, and by division for those who register institutions: early-notices.int-spec.ts tries it.
  ['/api/assignment/early-notices/:id', 'all'],
  // Of a matter that is flagged, within its circle, and of reports, for those above: sensitive.int-spec.ts tries it.
  ['/api/assignment/sensitive-matters/:id/texts', 'all'],
  ['/api/assignment/sensitive-matters/:id', 'agency'],
  ['/api/assignment/sensitive-reports/:id', 'all'],
  // Of its institution, within the circles of its matters: group-matter.int-spec.ts tries it.
  ['/api/assignment/group-matters/:id', 'all'],
  // By institution, division and who began it: quality.int-spec.ts tries it.
  ['/api/assignment/complaints/:id', 'all'],
  ['/api/assignment/return-visits/:id', 'all'],
  ['/api/assignment/inspections/:id', 'all'],
  ['/api/assignment/case-trackings/:id', 'all'],
  ['/api/assignment/peer-reviews/:id', 'all'],
  ['/api/assignment/accountabilities/:id', 'all'],
  ['/api/:service/access-log', 'all'],
  ['/api/assignment/worklist-views/:id', 'author'],
  ['/api/session/', 'author'],
  ['/api/directory/', 'all'],
  ['/api/:service/operations/', 'all'],
  ['/api/:service/log-head', 'all'],
];

/** Routes of the server itself rather than of a controller, and why nothing is declared for them. */
export const BESIDE_CONTROLLERS: Readonly<Record<string, string>> = {
  '/api/openapi.json': 'the description of everything else, for everyone',
  '/api/asyncapi.json': 'the description of all messages, for everyone',
  '/assets/*': 'files of the web application, for everyone',
  '/oidc/*': 'the issuer’s own, which decides by the protocol',
};

const THEN = '2026-11-24T02:00:00Z';

/**
 * A sound body of each command on a matter: a foreign agency is to be refused for what it is, not for what it wrote. By permission, or by
 * route where several share one; bytes are sent as they are.
 */
export const BODIES: Readonly<Record<string, () => unknown>> = {
  'assignment.defence-request.send': () => notice(),
  'assignment.defence-request.correct': () => {
    const { division: _division, ...rest } = notice();
    return rest;
  },
  'assignment.defence-request.withdraw': () => ({ reason: '重复' }),
  'assignment.defence-request.return': () => ({ missing: '缺材料' }),
  'assignment.defence-request.transfer': () => ({ to: 'institution-540102', reason: '管辖' }),
  'assignment.defence-request.assign': () => ({ lawyerId: randomUUID() }),
  'assignment.defence-request.own-lawyer': () => ({}),
  'assignment.defence-request.remind': () => ({}),
  'assignment.defence-request.close-as-duplicate': () => ({ other: randomUUID() }),
  'assignment.defence-request.mark-different': () => ({ other: randomUUID() }),
  'assignment.defence-request.link-previous-stage': () => ({ other: randomUUID() }),
  'assignment.defence-request.supersede': () => ({ other: randomUUID() }),
  'assignment.duty-help.request': () => dutyHelpRequest(),
  'assignment.duty-help.notify-lawyer': () => ({ lawyerId: demonstrationLawyerId(0) }),
  'assignment.duty-help.record-help': () => ({
    kind: 'consultation',
    mode: 'meeting',
    givenAt: new Date().toISOString(),
    summary: '解答程序问题',
  }),
  'assignment.duty-help.record-application': () => ({ appliedAt: new Date().toISOString() }),
  'assignment.duty-help.cancel': () => ({ reason: 'own_lawyer' }),
  'assignment.aid-case.record': () => aidGrant(),
  'assignment.aid-case.assign': () => ({ lawyerId: randomUUID() }),
  'assignment.aid-case.tell-recipient': () => ({ toldAt: THEN, mode: 'phone' }),
  'assignment.aid-case.engage': () => ({ signedAt: THEN }),
  'assignment.aid-case.request-change': () => ({ reasonCode: 'language', reason: '语言不通' }),
  'assignment.aid-case.decline-change': () => ({ reason: '没有正当理由' }),
  'assignment.aid-case.replace-lawyer': () => ({ lawyerId: randomUUID(), reasonCode: 'language' }),
  'assignment.aid-case.record-work': () => ({ kind: 'evidence', doneAt: THEN }),
  'assignment.aid-case.report-progress': () => ({ toldAt: THEN, mode: 'phone' }),
  'assignment.aid-case.set-hearing': () => ({ hearingAt: '2099-01-04T01:30:00Z' }),
  'assignment.aid-case.offer-mediation': () => ({ offeredAt: THEN, ownWish: false }),
  'assignment.aid-case.agree-to-mediation': () => ({ agreedAt: THEN }),
  'assignment.aid-case.refuse-mediation': () => ({ refusedAt: THEN }),
  'assignment.aid-case.end-mediation': () => ({ endedAt: THEN, result: 'failed' }),
  'assignment.aid-case.conclude': () => ({ concludedAt: THEN, outcome: 'judgment' }),
  'assignment.aid-case.submit-file': () => ({ items: ['engagement'], absence: '无' }),
  'assignment.aid-case.return-file': () => ({ items: ['opinion'], reason: '缺代理词' }),
  'assignment.aid-case.accept-file': () => ({}),
  'assignment.aid-case.terminate': () => ({ ground: 'recipient_asked', reason: '本人要求' }),
  'assignment.aid-case.serve-termination': () => ({ servedAt: THEN }),
  'assignment.aid-case.record-objection': () => ({ filedAt: THEN, reason: '不同意' }),
  'assignment.aid-case.decide-objection': () => ({ decidedAt: THEN, outcome: 'upheld' }),
  'POST /api/assignment/defence-requests/:id/notice': () => {
    const { division: _division, ...rest } = notice();
    return rest;
  },
  'assignment.defence-request.engage': () => ({ signedAt: THEN }),
  'assignment.defence-request.file-papers': () => ({ filedAt: THEN }),
  'assignment.defence-request.first-meeting': () => ({ heldAt: THEN, consent: 'agreed' }),
  'assignment.defence-request.refuse-lawyer': () => ({ refusedAt: THEN, reason: '不信任' }),
  'assignment.defence-request.accept-refusal': () => ({}),
  'assignment.defence-request.reject-refusal': () => ({ reason: '没有正当理由' }),
  'assignment.defence-request.own-engagement': () => ({ engagedAt: THEN }),
  'assignment.defence-request.reassignment': () => ({}),
  'assignment.defence-request.request-change': () => ({ reasonCode: 'language', reason: '语言不通' }),
  'assignment.defence-request.decline-change': () => ({ reason: '没有正当理由' }),
  'assignment.defence-request.replace-lawyer': () => ({ lawyerId: randomUUID(), reasonCode: 'language' }),
  'assignment.defence-request.move-hearing': () => ({ hearingAt: '2099-01-04T01:30:00Z' }),
  'assignment.defence-request.move-custody': () => ({ custody: 'bail', movedAt: THEN }),
  'assignment.defence-request.record-work': () => ({ kind: 'meeting', doneAt: THEN }),
  'assignment.defence-request.conclude': () => ({ concludedAt: THEN, outcome: 'judgment' }),
  'assignment.defence-request.document-sent': () => ({ sentAt: THEN }),
  'assignment.defence-request.submit-file': () => ({ items: ['engagement'], absence: '无' }),
  'assignment.defence-request.return-file': () => ({ items: ['opinion'], reason: '缺辩护词' }),
  'assignment.defence-request.accept-file': () => ({}),
  'assignment.defence-request.terminate': () => ({ ground: 'recipient_asked', reason: '本人要求' }),
  'assignment.defence-request.serve-termination': () => ({ servedAt: THEN }),
  'assignment.defence-request.service': () => ({ servedAt: THEN }),
  'assignment.lawyer-search.begin': () => ({}),
  'assignment.lawyer-search.offer': () => ({ lawyerId: randomUUID() }),
  'assignment.lawyer-search.call-off': () => ({}),
  'assignment.lawyer-offer.accept': () => ({ offerId: randomUUID() }),
  'assignment.lawyer-offer.decline': () => ({ offerId: randomUUID(), reason: 'workload' }),
  'POST /api/assignment/defence-requests/:id/papers/uploads': () => ({ size: 4, mediaType: 'application/pdf' }),
  'PUT /api/assignment/defence-requests/:id/papers/uploads/:uploadId/chunks/:number': () => Buffer.from('%PDF'),
  'assignment.paper.attach': () => ({ uploadId: randomUUID(), kind: 'indictment', fileName: '起诉书.pdf' }),
  'assignment.paper.remove': () => ({ reason: '重复' }),
  'assignment.letter.draft': () => ({ form: 9 }),
  'assignment.letter.revise': () => ({ fields: { clerk: '某人' } }),
  'assignment.letter.serve': () => ({ servedAt: '2026-11-24T02:00:00Z', manner: 'in_person', servedBy: '某人' }),
  'assignment.letter.void': () => ({ reason: '写错' }),
  'assignment.offer-message.try-again': () => ({ channel: 'email' }),
  'assignment.early-notice.correct': () => {
    const { division: _division, ...rest } = notice();
    return rest;
  },
  'assignment.early-notice.withdraw': () => ({ reason: '已改由他处办理' }),
  'assignment.retention.exempt': () => ({
    reason: 'proceedings',
    reference: '拉援存字〔2026〕1号',
    until: new Date(Date.now() + 86_400_000).toISOString(),
  }),
  'assignment.retention.hold': () => ({ ground: 'complaint', reference: '拉援投字〔2026〕3号' }),
  'assignment.retention.lift-hold': () => ({ ground: 'complaint' }),
  'assignment.sensitive-matter.flag': () => ({ reason: 'mass_matter', text: '同村二十余人' }),
  'assignment.sensitive-matter.lift': () => ({ text: '已平息' }),
  'assignment.sensitive-matter.circle': () => ({ officers: [randomUUID()] }),
  'assignment.sensitive-matter.report': () => ({ reportedAt: THEN, text: '已书面报告' }),
  'assignment.sensitive-matter.link-petition': () => ({
    text: '同一事项',
    number: '藏信〔2026〕12号',
    agency: '拉萨市信访局',
    receivedOn: '2026-11-20',
    state: 'registered',
  }),
  'assignment.sensitive-matter.update-petition': () => ({ state: 'answered' }),
  'assignment.sensitive-matter.unlink-petition': () => ({ text: '不是同一事项' }),
  'assignment.group-matter.join': () => ({ matterId: randomUUID(), matterKind: 'defence-request', basis: 'same_case' }),
  'assignment.group-matter.remove': () => ({ reason: 'other_facts' }),
  'assignment.group-matter.officer': () => ({ officer: randomUUID() }),
  'assignment.group-matter.close': () => ({ reason: 'settled' }),
  'assignment.notice-draft.write': () => ({ content: { reason: '写到一半' } }),
  'assignment.worklist-view.write': () => ({ name: '藏语案件', filter: { language: 'bo' } }),
};

/** What a query must hold for the route to look at the matter at all. By permission. */
export const QUERIES: Readonly<Record<string, string>> = {
  'assignment.defence-request.read-people': '?purpose=case_handling',
  'assignment.defence-request.read-texts': '?purpose=case_handling',
  'assignment.defence-request.read-lawyer': '?purpose=case_handling',
  'assignment.duty-help.read-people': '?purpose=case_handling',
  'assignment.aid-case.read-people': '?purpose=case_handling',
  'assignment.duty-help.choices': '?division=540100',
  'assignment.paper.read': '?purpose=case_handling',
  'assignment.letter.read': '?purpose=case_handling',
  'assignment.sensitive-matter.read': '?purpose=supervision',
  'assignment.group-matter.suggestion': `?matter=${randomUUID()}&matterKind=defence-request`,
  'assignment.case-date.list': '?from=2026-11-01&until=2026-11-30',
  'assignment.quality-overview.read': '?from=2026-01-01&to=2026-12-31',
  'assignment.search': '?q=藏',
};

/** Reads of those who look over the matters of a division without being a party to any. By permission, with the roles that may. */
export const OVERSIGHT: Readonly<Record<string, readonly string[]>> = {
  'access-log.read': ['auditor'],
  'coordination.request.list': ['secretariat', 'institution_head', 'member_department_officer'],
};
