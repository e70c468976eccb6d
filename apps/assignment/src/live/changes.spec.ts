import { PendingChanges, RecentChanges, type Concerned, type PlacedChange } from './changes.js';

const placed = (position: string, id: string, ...agencies: string[]): PlacedChange => ({
  position,
  agencies,
  lawyers: [],
  change: { kind: 'defence-request', id, revision: Number(position) },
});
const idsOf = (changes: readonly PlacedChange[] | null): readonly string[] | null =>
  changes?.map(({ position, change }) => `${position} ${change.id}`) ?? null;

describe('recent changes', () => {
  it('given a place, tell what came after it for the agency alone', () => {
    const recent = new RecentChanges('10', 10);
    recent.add([placed('11', 'a', 'court', 'institution'), placed('12', 'b', 'police', 'institution')], '13');
    expect(idsOf(recent.since('10', { agency: 'court' }))).toEqual(['11 a']);
    expect(idsOf(recent.since('11', { agency: 'institution' }))).toEqual(['12 b']);
    expect(idsOf(recent.since('13', { agency: 'institution' }))).toEqual([]);
    expect(recent.position).toBe('13');
  });

  it('given a lawyer, tell what concerns the lawyer, whatever agency the account is of', () => {
    const recent = new RecentChanges('10', 10);
    recent.add([{ ...placed('11', 'a', 'institution'), lawyers: ['one'] }, placed('12', 'b', 'institution')], '12');
    expect(idsOf(recent.since('10', { agency: 'firm', lawyerId: 'one' }))).toEqual(['11 a']);
    expect(idsOf(recent.since('10', { agency: 'firm', lawyerId: 'two' }))).toEqual([]);
    expect(idsOf(recent.since('10', { agency: 'firm' }))).toEqual([]);
  });

  it('given a matter kept to a circle, tell of it within the circle, and to other parties', () => {
    const recent = new RecentChanges('10', 10);
    const circle = { heldBy: 'institution', keys: ['institution/institution_head', 'one'] };
    recent.add([{ ...placed('11', 'a', 'court', 'institution'), circle }], '11');
    const told = (who: Concerned) => idsOf(recent.since('10', who));
    expect(told({ agency: 'institution', account: 'two', role: 'institution_officer' })).toEqual([]);
    expect(told({ agency: 'institution' })).toEqual([]);
    expect(told({ agency: 'institution', account: 'one', role: 'institution_officer' })).toEqual(['11 a']);
    expect(told({ agency: 'institution', account: 'two', role: 'institution_head' })).toEqual(['11 a']);
    expect(told({ agency: 'court', account: 'two', role: 'case_agency_clerk' })).toEqual(['11 a']);
  });

  it('given a place before what they hold or beyond what was read, say that they cannot tell', () => {
    const recent = new RecentChanges('10', 2);
    expect(recent.since('09', { agency: 'court' })).toBeNull();
    expect(recent.since('11', { agency: 'court' })).toBeNull();
    expect(recent.since('garbage', { agency: 'court' })).toBeNull();
    recent.add([placed('11', 'a', 'court'), placed('12', 'b', 'court'), placed('13', 'c', 'court')], '13');
    expect(recent.since('10', { agency: 'court' })).toBeNull();
    expect(idsOf(recent.since('11', { agency: 'court' }))).toEqual(['12 b', '13 c']);
  });
});

describe('pending changes', () => {
  it('hold one entry a matter, the newest place last', () => {
    const pending = new PendingChanges(5);
    pending.add([placed('1', 'a'), placed('2', 'b'), placed('3', 'a')]);
    expect(idsOf(pending.take())).toEqual(['2 b', '3 a']);
    expect(pending.empty).toBe(true);
  });

  it('given more matters than they hold, keep none and say so once', () => {
    const pending = new PendingChanges(2);
    pending.add([placed('1', 'a'), placed('2', 'b'), placed('3', 'c'), placed('4', 'd')]);
    expect(pending.empty).toBe(false);
    expect(pending.take()).toBeNull();
    pending.add([placed('5', 'e')]);
    expect(idsOf(pending.take())).toEqual(['5 e']);
  });
});
