import { bodyOf } from './commands.ts';

describe('the body of a command', () => {
  it('has instants of the region, and leaves out what was left empty', () => {
    const values = { hearingAt: { day: '2026-12-10', time: '09:30' }, hearingPlace: '', forNewDefender: true, shortened: false };
    expect(bodyOf('hearing', values)).toEqual({ hearingAt: '2026-12-10T09:30:00+08:00', forNewDefender: true });
  });

  it('has the codes that were ticked, and the reason beside them', () => {
    expect(bodyOf('file/return', { items: ['opinion'], reason: '缺辩护词' })).toEqual({ items: ['opinion'], reason: '缺辩护词' });
  });

  it('holds nothing of other commands', () => {
    expect(bodyOf('refusal/accept', { reason: '写错了地方' })).toEqual({});
  });
});
