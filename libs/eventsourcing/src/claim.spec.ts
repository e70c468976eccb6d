import { claim, SlotHeld, type ClaimEvent } from './claim.js';
import { specOf } from './testing/decider-spec.js';

const spec = specOf(claim);
const taken = (slot: string, holder: string): ClaimEvent => ({ type: 'SlotTaken', data: { slot, holder } });
const released = (slot: string, holder: string): ClaimEvent => ({ type: 'SlotReleased', data: { slot, holder } });

describe('taking a slot', () => {
  it('gives it to the first', () => {
    spec
      .given()
      .when({ type: 'TakeSlot', data: { slot: 'lawyer', holder: 'one' } })
      .then(taken('lawyer', 'one'));
  });

  it('tells the loser who holds it', () => {
    const refusal = spec
      .given(taken('lawyer', 'one'))
      .when({ type: 'TakeSlot', data: { slot: 'lawyer', holder: 'two' } })
      .thenRejected('claim.held');
    expect((refusal as SlotHeld).holder).toBe('one');
  });

  it('tells the loser since when, where that is known', () => {
    const refusal = spec
      .given({ type: 'SlotTaken', data: { slot: 'lawyer', holder: 'one', at: '2026-11-25T02:00:00.000Z' } })
      .when({ type: 'TakeSlot', data: { slot: 'lawyer', holder: 'two', at: '2026-11-25T02:00:01.000Z' } })
      .thenRejected('claim.held');
    expect((refusal as SlotHeld).since).toBe('2026-11-25T02:00:00.000Z');
  });

  it('stays quiet for its holder', () => {
    spec
      .given(taken('lawyer', 'one'))
      .when({ type: 'TakeSlot', data: { slot: 'lawyer', holder: 'one' } })
      .then();
  });

  it('gives it again once it was released', () => {
    spec
      .given(taken('lawyer', 'one'), released('lawyer', 'one'))
      .when({ type: 'TakeSlot', data: { slot: 'lawyer', holder: 'two' } })
      .then(taken('lawyer', 'two'));
  });
});

describe('settling on one slot', () => {
  const held = [taken('a', 'one'), taken('b', 'one'), taken('c', 'two')];

  it('releases the holder’s others and nobody else’s', () => {
    spec
      .given(...held)
      .when({ type: 'SettleSlots', data: { holder: 'one', keep: 'b' } })
      .then(released('a', 'one'));
  });

  it('releases all when none is kept', () => {
    spec
      .given(...held)
      .when({ type: 'SettleSlots', data: { holder: 'one', keep: null } })
      .then(released('a', 'one'), released('b', 'one'));
  });

  it('stays quiet when there is nothing to release', () => {
    spec
      .given(...held)
      .when({ type: 'SettleSlots', data: { holder: 'two', keep: 'c' } })
      .then();
  });
});
