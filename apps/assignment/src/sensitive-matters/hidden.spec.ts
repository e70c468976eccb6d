import { assignment } from '../assignment.service.js';

it('every read model that shows an agency its matters names the matter of a row, so that a sensitive one can be hidden', () => {
  const shown = (assignment.projections ?? []).filter(({ seenBy }) => (seenBy?.agencies ?? []).length > 0);
  expect(shown.length).toBeGreaterThan(10);
  expect(shown.filter(({ seenBy }) => seenBy?.matter === undefined).map(({ name }) => name)).toEqual([]);
});
