import { logHeadSigned, TOPICS, type LogHeadSignedV1 } from '@xiezhi/contracts';
import { derivedId, headDigest, type JsonObject, type Publisher } from '@xiezhi/eventsourcing';
import type { ToldHead } from '@xiezhi/eventsourcing/postgres';
import { unverifiedHead } from '../log-signing-key.js';

/** Tells the services of heads of a log, so that each agency gets them as a witness. */
export const tellLogHeads = (log: string): Publisher<ToldHead> => ({
  name: 'log-heads',
  map({ number, head, toldAt }) {
    const data: LogHeadSignedV1 = { log, number, events: unverifiedHead(head).events, head };
    return [
      {
        topic: TOPICS.logHeads,
        key: log,
        id: derivedId('log-head', log, headDigest(head)),
        source: `/xiezhi/${log}`,
        type: logHeadSigned.type,
        time: toldAt,
        subject: log,
        dataschema: `urn:xiezhi:contract:${logHeadSigned.type}`,
        data: data as unknown as JsonObject,
      },
    ];
  },
});
