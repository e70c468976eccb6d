import { fenOf, yuan } from './money.ts';

it('shows fen as yuan, with every digit', () => {
  expect([0, 5, 160_000, 123_456_789, 100].map(yuan)).toEqual(['¥0.00', '¥0.05', '¥1,600.00', '¥1,234,567.89', '¥1.00']);
});

it('takes yuan as people type them, and never by way of a fraction', () => {
  expect(['1600', '1,600.5', '¥0.07', '1600.00', '4.35', '0'].map(fenOf)).toEqual([160_000, 160_050, 7, 160_000, 435, 0]);
  expect(['', '1.234', '-1', '1e3', '一百', '12345678901'].map(fenOf)).toEqual([null, null, null, null, null, null]);
});
