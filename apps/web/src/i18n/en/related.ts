import type { Catalogue } from '../zh/index.ts';

export const related: Catalogue['related'] = {
  title: 'Related notices',
  suggestion: {
    likely_duplicate: 'Same case number, stage and person: likely a duplicate; check it',
    previous_stage: 'The same person’s notice of an earlier stage',
    next_stage: 'The same person’s notice of a later stage',
  },
  duplicate: {
    action: 'It is a duplicate: close for the other',
    text: 'This request ends as a duplicate, and {{number}} goes on. It cannot be undone: compare person and content of both first.',
    done: 'This request was closed as a duplicate.',
  },
  different: { action: 'No duplicate', text: 'Both go on, and are not taken for duplicates any more.', done: 'Recorded: no duplicate.' },
  previous: {
    action: 'Link as the earlier stage',
    text: 'Both link to each other; the same lawyer may go on.',
    done: 'The earlier stage was linked.',
  },
  supersede: {
    action: 'This one takes its place',
    text: 'The earlier notice {{number}} ends as superseded; this one counts. It cannot be undone.',
    done: 'The earlier notice was superseded.',
  },
};
