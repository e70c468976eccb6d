import { addressOf, askOf, filterOf, isNarrowed } from './worklist-address.ts';

const ask = (search: string) => askOf(new URLSearchParams(search));

describe('the address of a worklist', () => {
  it('is a view: what it asks for comes back as it was', () => {
    for (const search of [
      '',
      'status=done',
      'state=pressing',
      'state=received&language=bo&sort=number&order=desc',
      'q=%E8%97%8F&county=540102&organ=court-540102&dueBy=2026-02-14',
    ])
      expect(new URLSearchParams(addressOf(ask(search))).toString()).toBe(search);
  });

  it('given what is no tab, filter or order, is the open list by due time', () => {
    expect(ask('state=x&status=y&sort=z&order=up&name=w')).toEqual({ tab: 'open', narrowed: {}, sort: 'due', order: 'asc' });
  });

  it('is taken by the platform without what is usual', () => {
    expect(filterOf(ask(''))).toEqual({ status: 'open' });
    expect(filterOf(ask('state=overdue'))).toEqual({ status: 'open', state: 'overdue' });
  });

  it('is narrowed by a filter, and not by a tab', () => {
    expect([isNarrowed(ask('state=received')), isNarrowed(ask('language=bo'))]).toEqual([false, true]);
  });
});
