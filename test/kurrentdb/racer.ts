// A process that appends to one stream others append to as well: `racer <url> <namespace> <stream> <count>`. Prints the ids it was
// answered for, and how often another was first.
import { RevisionConflict } from '../../libs/eventsourcing/src/event-store.js';
import { KurrentDriver, KurrentEventStore } from '../../libs/eventsourcing/src/kurrentdb/index.js';
import { newEvent } from '../../libs/eventsourcing/src/testing/sample-events.js';

const [, , url, namespace, stream, count] = process.argv;
const driver = new KurrentDriver(url!);
const store = new KurrentEventStore({ driver, namespace: namespace! });
const acknowledged: string[] = [];
let [conflicts, revision] = [0, -1];
while (acknowledged.length < Number(count)) {
  const event = newEvent();
  try {
    revision = (await store.append(stream!, revision < 0 ? 'no_stream' : revision, [event])).revision;
    acknowledged.push(event.id);
  } catch (error) {
    if (!(error instanceof RevisionConflict)) throw error;
    conflicts += 1;
    revision = (await store.read(stream!, { from: Math.max(0, revision) })).at(-1)?.revision ?? -1;
  }
}
await store.close();
await driver.close();
console.log(JSON.stringify({ acknowledged, conflicts }));
