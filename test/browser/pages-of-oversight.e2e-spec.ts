import { everyPage, type Pages } from '../support/every-page.js';

const PAGES: Pages = [
  [
    '演示复核管理员',
    [
      '/calendars?year=2026&division=540100',
      '/calendars?year=2026&view=table',
      '/calendars?year=2033',
      '/calendars/publish',
      '/reference-values',
      '/reference-values?view=history',
      '/reference-values?view=waiting',
      '/reference-values/new',
      '/accounts',
      '/accounts?agency=court-540100&state=active',
      '/accounts?q=nobody-has-this',
      '/accounts/new',
      '/system-keys',
      '/data-use-terms',
      '/data-use-terms?accepted=no',
    ],
  ],
  ['演示审计干部', ['/access-log', '/access-log?account=nobody&from=2026-01-01', '/erasures', '/log']],
  ['演示个人信息保护负责人', ['/erasures?state=unfinished', '/erasures/0192f3c4-5a6b-7c7d-9e0f-665544332211']],
  ['演示运维人员', ['/operations', '/log']],
  ['演示单位管理员', ['/', '/accounts', '/accounts/new', '/system-keys', '/system-keys/new', '/data-use-terms', '/account']],
];

everyPage('every page of those who keep accounts, rules and logs', PAGES);
