import { objectOf, part, type Contract } from './contract.js';

/** An event stands durably on an agency's addressed topic. */
export interface AddressedEventDeliveredV1 {
  readonly agency: string;
  /** What it is about: the id within the publishing service. */
  readonly subject: string;
  readonly division: string;
  /** Type of the service event that it was made from. */
  readonly causeType: string;
  readonly causeId: string;
  readonly deliveredAt: string;
}

export const addressedEventDelivered: Contract<AddressedEventDeliveredV1> = {
  type: 'referrals.addressed-event-delivered.v1',
  description: { zh: '已送达单位专属主题', en: 'An event was delivered to an agency’s addressed topic.' },
  schema: objectOf({
    agency: part.code,
    subject: part.id,
    division: part.division,
    causeType: part.text,
    causeId: part.text,
    deliveredAt: part.instant,
  }),
  example: {
    agency: 'court-540100',
    subject: '0192f3c4-5a6b-8c7d-9e0f-112233445566',
    division: '540100',
    causeType: 'assignment.lawyer-assigned.v1',
    causeId: '0192f3c4-5a6b-8c7d-9e0f-112233445567',
    deliveredAt: '2026-11-24T03:00:00.500Z',
  },
};
