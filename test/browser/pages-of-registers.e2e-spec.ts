import { everyPage, type Pages } from '../support/every-page.js';

const PAGES: Pages = [
  [
    '演示管理员',
    [
      '/',
      '/agencies',
      '/agencies?q=nothing',
      '/agencies/new',
      '/agencies/institution-540102',
      '/divisions',
      '/divisions?division=540102',
      '/institutions',
      '/institutions/institution-540102',
      '/imports',
      '/stations',
      '/stations/new',
      '/stations/:station',
    ],
  ],
  [
    '演示管理员',
    [
      '/lawyers',
      '/lawyers/new',
      '/lawyers/:lawyer',
      '/lawyers/:lawyer/edit',
      '/law-firms',
      '/law-firms/new',
      '/law-firms/:firm',
      '/aid-workers',
      '/aid-workers/new',
      '/aid-workers/:worker',
      '/duty-rota',
    ],
  ],
];

everyPage('every page of those who keep the registers', PAGES);
