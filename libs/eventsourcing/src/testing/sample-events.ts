import { uuidv7 } from '../ids.js';
import type { JsonObject, NewEvent } from '../message.js';

/** A name no other test uses. */
export const newStream = (kind = 'contract'): string => `${kind}-${uuidv7(Date.now())}`;

/** An event with an id of its own. */
export const newEvent = (data: JsonObject = { n: 1 }, type = 'Tested'): NewEvent => ({
  id: uuidv7(Date.now()),
  type,
  schemaVersion: 1,
  data,
  meta: {
    actor: { agency: 'agency-1', role: 'clerk' },
    commandId: uuidv7(Date.now()),
    correlationId: uuidv7(Date.now()),
    division: '540102',
  },
});
