/** Words of the overview of quality work. */
export const overview = {
  title: 'Overview of quality work',
  intro:
    'By the four tools of Art 59 of the Legal Aid Law: on how many cases each was used in the period, how satisfied recipients were, and how cases were graded.',
  period: 'Period',
  from: 'From',
  to: 'To',
  institution: 'Institution',
  sum: 'Cases closed in the period: {{closed}}. Cases on which at least one tool was used: {{covered}}.',
  tools: 'The four tools',
  satisfaction: 'Satisfaction of recipients',
  mean: '{{mean}} of 5 on average, of {{visited}} visited',
  grades: 'Grades of cases',
  cases: '{{count}}',
};
