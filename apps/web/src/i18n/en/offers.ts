import type { Catalogue } from '../zh/index.ts';

export const offers: Catalogue['offers'] = {
  circle: { same_division: 'here', same_prefecture: 'same prefecture', region: 'the region', visiting: 'visiting volunteer' },
  part: {
    language: 'Speaks the person’s language',
    gender: 'Of the gender asked for',
    circle: 'Near',
    criminal_defence: 'Criminal defence',
    minors: 'Minors’ cases',
    experience: 'Years of criminal defence',
    workload: 'Cases in 12 months',
    pace: 'Cases in two months',
    turn: 'Waited for a turn',
    offers: 'Offers to answer',
  },
  rank: {
    place: 'Place',
    why: 'Why here',
    score: '{{count}} points',
    order:
      'By points: those who speak the person’s language first, then the nearer, those with fewer cases, those who waited longer; equals are drawn by lot from this matter’s number, the same each time. Cases are those that institutions assigned on this platform.',
  },
};
