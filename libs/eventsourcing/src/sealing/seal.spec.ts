import type { RecordedEvent } from '../message.js';
import { headDigest } from './log-head.js';
import { chainOf, sealEvents, sealOf } from './seal.js';

const EVENT: RecordedEvent = {
  id: '0192f3c4-5a6b-7c7d-9e0f-112233445566',
  type: 'Happened',
  schemaVersion: 1,
  data: { text: 'བཀྲ་ཤིས། 扎西', n: 1.5, list: [true, null] },
  meta: {
    actor: { agency: 'court-540100', role: 'case_agency_clerk' },
    commandId: '0192f3c4-5a6b-7c7d-9e0f-000000000001',
    correlationId: '0192f3c4-5a6b-7c7d-9e0f-000000000002',
    division: '540100',
  },
  stream: 'defence-request-1',
  revision: 1,
  position: '0000000000000000007',
  recordedAt: '2026-11-24T02:00:00.000Z',
};

/** Worked out by another program (Python's hashlib and json), as docs/integrating.md says it: what is sealed once is verified for ever. */
const SEAL = 'e611bed26818b1608670007531e0fe32d2c44b5d7a2b48916e5a2913af544648';

describe('a digest', () => {
  it('of an event is over what comes before it in its stream, and all of it', () => {
    expect(sealOf('ab'.repeat(32), EVENT)).toBe(SEAL);
    expect(sealOf(null, EVENT)).toBe('260609d97a228861c9283732c356ea6f9185dc5279d10e5299f21cbcaa63f8b6');
  });

  it('of the log is over what comes before it, and the seal', () => {
    expect(chainOf('cd'.repeat(32), SEAL)).toBe('88b5b056c3f934607f766d2226d8809c2e8bcf79eee560840c1b08e19cc32c9b');
    expect(chainOf(null, SEAL)).toBe('c9845116e31c0e4b61ab083d2d588baffdb1f038b49835bd4e1c4b66c5024cf8');
  });

  it('of a head is over the text that was signed', () => {
    expect(headDigest('eyJhbGciOiJFZERTQSJ9.e30.c2ln')).toBe('592e7f975fad69d67a3e87ed73510ac1573d2997b0aa43accb2824acbbb8cc1e');
  });

  it('is the same whichever order members have, and does not see what is not stored', () => {
    const { data, meta, ...rest } = EVENT;
    const other = { ...rest, meta, data: { list: [true, null], n: 1.5, text: data['text']!, none: undefined }, extra: 'x' };
    expect(sealOf('ab'.repeat(32), other as RecordedEvent)).toBe(SEAL);
  });
});

it('says by a missing predecessor that an event was gone before it could be sealed', () => {
  const [seal] = sealEvents([EVENT], null, new Map());
  expect(seal).toMatchObject({ ordinal: 1, revision: 1, previous: null });
});
