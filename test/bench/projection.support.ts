import type { RecordedEvent } from '../../libs/eventsourcing/src/message.js';
import type { Projection } from '../../libs/eventsourcing/src/projection.js';

interface RequestRow {
  readonly id: string;
  readonly division: string;
  readonly status: string;
  readonly steps: number;
  readonly due_at: string | null;
  readonly updated_at: string;
  readonly lawyer_id: string | null;
  readonly facts: { readonly n: number };
}

/** A read model like those of the services: one row a stream, every event touches it. */
export const requests = (version: number): Projection<RequestRow, RecordedEvent> => ({
  name: 'bench_requests',
  version,
  key: 'id',
  columns: {
    id: 'text',
    division: 'text',
    status: 'text',
    steps: 'integer',
    due_at: 'timestamptz',
    updated_at: 'timestamptz',
    lawyer_id: 'text',
    facts: 'jsonb',
  },
  indexes: ['(division, due_at)'],
  keysOf: ({ stream }) => [stream],
  evolve: (row, { type, data, meta, recordedAt }, id) => ({
    id,
    division: meta.division,
    status: type,
    steps: (row?.steps ?? 0) + 1,
    due_at: row?.due_at ?? recordedAt,
    updated_at: recordedAt,
    lawyer_id: data['lawyerId'] as string,
    facts: { n: data['n'] as number },
  }),
});
