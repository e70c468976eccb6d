import type { Catalogue } from '../zh/index.ts';

/** Words of the page of retention. */
export const retention: Catalogue['retention'] = {
  title: 'Retention and deletion',
  intro:
    'Once a matter has ended, its personal data is kept for as long as the rule says. Then its deletion is announced; until the notice is over it can be exempted or held, after that the platform destroys keys and papers.',
  rules: {
    title: 'Rules in force',
    rule: '{{months}} months after the end · {{source}} ({{division}}, from {{from}})',
    none: 'No rule: kept without end (default of the platform)',
    how: 'A rule is a reference value that one person enters and another approves. Without an approved rule the platform deletes nothing.',
  },
  stages: 'By stage',
  stage: { announced: 'To be deleted', exempt: 'Exempt or held', kept: 'Kept', deleting: 'Being deleted', deleted: 'Deletion log' },
  about: {
    announced: 'Announced, and deleted soon. Until then a matter can be exempted, or held for a complaint, a review or an inspection.',
    exempt: 'Kept for the reason that was recorded. An exemption ends by itself; the deletion is then announced anew.',
    kept: 'Ended and not yet due, in the order in which they ended.',
    deleting: 'Keys and papers are being destroyed: this takes some minutes.',
    deleted: 'Matters whose personal data was destroyed, the latest first. Counts, dates and clocks stay, and name nobody.',
  },
  empty: {
    announced: 'No matter is to be deleted',
    exempt: 'No matter is exempt or held',
    kept: 'No matter has ended yet',
    deleting: 'No matter is being deleted',
    deleted: 'No matter has been deleted yet',
  },
  column: {
    matter: 'Matter',
    endedAt: 'Ended',
    dueAt: 'Due',
    announcedAt: 'Announced',
    deleteFrom: 'Deleted from',
    why: 'Why it is kept',
    begunAt: 'Begun',
    deletedAt: 'Deleted',
    what: 'What was destroyed',
    source: 'By',
    actions: 'Actions',
  },
  noRule: 'No rule: kept',
  byRule: '{{months}} months',
  daysLeft: '{{count}} days left',
  until: 'Until {{at}}',
  untilLifted: 'Until the hold is lifted',
  late: 'late',
  destroyed: 'Keys of {{persons}} persons, {{papers}} papers',
  export: 'Export the deletion log',
  field: {
    reason: 'Reason',
    ground: 'What is under way',
    reference: 'Document number',
    referenceHint: 'Such as 藏司存字〔2026〕1号. The number alone, no name.',
    until: 'Kept until (whole day)',
    untilHint: 'At most ten years; it ends by itself.',
  },
  exempt: {
    action: 'Exempt',
    text: 'The matter is kept until the day you give; an announced deletion is called off. A later exemption replaces this one.',
    done: 'The exemption is recorded',
  },
  hold: {
    action: 'Hold',
    text: 'The matter is not deleted while the complaint, review or inspection is under way. Lift the hold when it is over.',
    done: 'The matter is held',
  },
  lift: {
    action: 'Lift: {{ground}}',
    text: 'That is over. A matter that is due is announced anew, then deleted; this cannot be undone.',
    done: 'Lifted: {{ground}}',
  },
};
