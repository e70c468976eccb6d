import type { Catalogue } from '../zh/index.ts';

/** Notices that wait for their institution. */
export const early: Catalogue['early'] = {
  title: 'Notices that wait',
  lead: {
    sender:
      'Your system sent these for divisions whose legal aid institution is not registered yet: they are kept, their time limits run from when they came, and they are sent on by themselves.',
    keeper:
      'Case agencies sent notices for divisions whose legal aid institution is not registered. Register it, and the notices are sent on by themselves.',
  },
  register: 'Register an institution',
  states: 'By state',
  state: { waiting: 'Waiting', ended: 'Ended' },
  empty: { waiting: 'No notice waits', ended: 'No notice has waited' },
  emptyHow: 'Notices of agencies’ own systems that find no institution appear here.',
  column: {
    case: 'Case number',
    organ: 'Case agency',
    division: 'Division',
    keptAt: 'Came at',
    lapsesAt: 'Waits until',
    endedAt: 'Ended at',
    status: 'State',
    action: 'Action',
  },
  status: {
    waiting: 'Waits for the institution',
    long: 'Waits for long',
    matched: 'Delivered',
    withdrawn: 'Withdrawn',
    lapsed: 'Lapsed',
    refused: 'Refused',
  },
  corrected: 'Corrected',
  correctedFrom: 'Corrected; case number at first: {{number}}',
  withdraw: 'Withdraw the notice',
  withdrawOf: 'Withdraw the notice: {{number}}',
  withdrawText: 'The notice {{number}} will not be sent on when the institution is registered. To change it, withdraw it and send another.',
  reason: 'Why it is withdrawn',
  withdrawn: 'The notice was withdrawn.',
};
