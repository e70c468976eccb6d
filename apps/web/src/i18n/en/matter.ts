import type { Catalogue } from '../zh/index.ts';

export const matter: Catalogue['matter'] = {
  corrected: 'Corrected',
  firstGiven: 'First given:',
  ledger: 'Time that each agency had it, and its clocks',
  dueAt: 'due {{at}}',
  c01Kept: 'C01 notified in time',
  c01Late: 'C01 notified late',
  c10Kept: 'C10 served 15 days before the hearing',
  c10Late: 'C10 served fewer than 15 days before the hearing',
  timeline: {
    filter: 'Filter what happened',
    all: 'All',
    steps: 'Steps',
    papers: 'Papers',
    messages: 'Between agencies',
    none: 'Nothing of this kind happened.',
    starts: '{{clock}} starts · {{basis}}',
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
