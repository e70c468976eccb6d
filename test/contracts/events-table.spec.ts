import { contracts } from './published.js';
import { presentEvents, reviewedEvents } from './events-table.js';

describe('the table of public events', () => {
  it('is the reviewed one: if not, run `npm run check:accept` and have docs/events.md reviewed with the change', async () => {
    expect(await presentEvents()).toBe(reviewedEvents());
  });

  it('holds every contract once', () => {
    const rows = reviewedEvents().match(/^\| `[a-z.0-9-]+`/gm) ?? [];
    expect(rows).toHaveLength(contracts.length);
    expect(new Set(rows).size).toBe(contracts.length);
  });
});
