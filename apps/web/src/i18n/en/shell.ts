import type { Catalogue } from '../zh/index.ts';

export const shell: Catalogue['shell'] = {
  product: 'Xiezhi Legal Aid Coordination',
  skip: 'Skip to content',
  menu: 'Open navigation',
  navigation: 'Main navigation',
  language: 'Language',
  languageNames: { zh: '中文', en: 'English' },
  account: 'My account',
  signOut: 'Sign out',
  lastSignIn: 'Last sign-in: {{at}}',
  firstSignIn: 'This is your first sign-in',
  demonstration: 'Demonstration: agencies, people and cases are made up. Do not enter real information.',
  search: { label: 'Search', placeholder: 'Case or letter number (press /)' },
  due: { label: 'Due today or overdue: {{count}}', short: 'Due' },
  news: { label: 'New messages: {{count}}', short: 'Messages', more: '{{count}}+' },
  live: { lost: 'Live updates interrupted · as of {{at}} · reconnecting' },
  offline: 'You are offline. What is open can still be read; it is brought up to date when the line is back.',
  signedOut: {
    title: 'Your session has ended',
    text: 'What you entered is still on this page. Sign in on a new page, then come back here and go on.',
    action: 'Open the sign-in page',
  },
  /** Entries of the navigation. */
  sections: {
    home: 'Home',
    requests: 'Defence requests',
    newNotice: 'New notice',
    dashboard: 'Joint dashboard',
    news: 'Messages',
    units: 'Agencies',
    people: 'Lawyers and people',
  },
  /** Pages of a section that has several. */
  neighbours: 'Pages of this section',
  nav: {
    home: 'Home',
    requests: 'Defence requests',
    newNotice: 'New notice',
    dashboard: 'Joint dashboard',
    news: 'Messages',
    agencies: 'Agencies',
    lawyers: 'Lawyers',
  },
  titleOf: '{{page}} · Xiezhi',
};
