import type { Catalogue } from '../zh/index.ts';

export const matter: Catalogue['matter'] = {
  platform: 'The platform, by itself',
  corrected: 'Corrected',
  firstGiven: 'First given:',
  ledger: 'Time that each agency had it, and its clocks',
  dueAt: 'due {{at}}',
  timeline: {
    filter: 'Filter what happened',
    all: 'All',
    steps: 'Steps',
    papers: 'Papers',
    messages: 'Between agencies',
    none: 'Nothing of this kind happened.',
    starts: '{{clock}} starts · {{basis}}',
  },
  texts: {
    why: 'Reasons and records written with the steps may name people and are kept encrypted. Choose what you read them for; the reading is recorded. What the lawyer writes of meetings and work is not shown to the case agency.',
    open: 'Show what was written',
    none: 'Nothing was written that you may read.',
    field: {
      missing: 'To be completed:',
      reason: 'Reason:',
      minute: 'Minute of the meeting:',
      place: 'Place of custody:',
      note: 'Work recorded:',
      absence: 'Why papers are missing:',
    },
  },
  asOf: {
    label: 'As of the end of',
    shown: 'This is how it stood at the end of {{day}}; nothing can be done here.',
    today: 'This is how it stands so far today; nothing can be done here.',
    now: 'Back to now',
  },
  copied:
    'Case number, offence, stage, procedure and hearing were taken from {{number}}; check them. Person and contact are yours to fill in.',
  assign: {
    lawyer: 'Lawyer',
    practice: '{{count}} years in practice',
    years: 'Criminal defence',
    minorsTrained: 'familiar with minors',
    serves: 'Serves',
    load: 'Cases in 12 months',
    loadValue: '{{count}}',
    last: 'Last assigned',
    lastNone: 'Not within 12 months',
    letter: 'The letter',
    letterTitle: 'Legal-aid letter',
    letterNumber: 'Its number is given with the assignment, in order',
    letterTo: 'To {{organ}}',
    letterText:
      'You asked this institution to assign a lawyer in case {{number}} ({{offence}}). Under Article 36 of the Legal Aid Law we assign {{name}} of {{firm}} to defend {{person}}.',
    letterFrom: '{{institution}}',
    erasedName: '(name erased by law)',
  },
};
