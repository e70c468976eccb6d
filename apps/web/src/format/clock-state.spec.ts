import { clockState, type ClockFacts } from './clock-state.ts';

const clock: ClockFacts = {
  startedAt: '2026-02-11T01:00:00.000Z',
  dueAt: '2026-02-14T16:00:00.000Z',
  provisional: false,
  stoppedAt: null,
  onTime: null,
  ended: false,
};
const at = (iso: string): number => Date.parse(iso);

describe('a clock at an instant', () => {
  it('is calm while more than a third is left', () => {
    expect(clockState(clock, at('2026-02-11T02:00:00Z'))).toMatchObject({ kind: 'calm', ms: 3 * 86_400_000 + 14 * 3_600_000 });
  });

  it('warns when a third or less is left', () => {
    expect(clockState(clock, at('2026-02-14T11:00:00Z'))).toMatchObject({ kind: 'warning', ms: 5 * 3_600_000 });
  });

  it('is over at the very end of its period, and says for how long', () => {
    expect(clockState(clock, at('2026-02-14T15:59:59.999Z')).kind).toBe('warning');
    expect(clockState(clock, at('2026-02-14T16:00:00Z'))).toMatchObject({ kind: 'breached', ms: 0 });
    expect(clockState(clock, at('2026-02-14T18:00:00Z'))).toMatchObject({ kind: 'breached', ms: 2 * 3_600_000 });
  });

  it('says how long it took when it was met, whatever the time is now', () => {
    const met = { ...clock, stoppedAt: '2026-02-12T07:00:00.000Z', onTime: true };
    expect(clockState(met, at('2030-01-01T00:00:00Z'))).toEqual({ kind: 'met', ms: 30 * 3_600_000, provisional: false });
  });

  it('says by how much it was met late', () => {
    const late = { ...clock, stoppedAt: '2026-02-14T18:00:00.000Z', onTime: false };
    expect(clockState(late, at('2026-03-01T00:00:00Z'))).toMatchObject({ kind: 'met_late', ms: 2 * 3_600_000 });
  });

  it('is neither met nor breached when the duty fell away', () => {
    expect(clockState({ ...clock, ended: true }, at('2026-03-01T00:00:00Z')).kind).toBe('ended');
  });

  it('carries the mark of a calendar that is not published', () => {
    expect(clockState({ ...clock, provisional: true }, at('2026-02-11T02:00:00Z')).provisional).toBe(true);
  });
});
