import type { FastifyReply } from 'fastify';
import { allowNonce, securityHeaders } from './security-headers.js';

describe('the headers of every answer', () => {
  it('given an address off loopback, tell browsers to stay with HTTPS', () => {
    expect(securityHeaders({ host: '0.0.0.0' })['strict-transport-security']).toBe('max-age=31536000');
    expect(securityHeaders({ host: '127.0.0.1' })['strict-transport-security']).toBeUndefined();
  });

  it('never let a nonce write into the policy', () => {
    const reply = { getHeader: () => '', header: () => undefined } as unknown as FastifyReply;
    expect(() => allowNonce(reply, "x' 'unsafe-inline")).toThrow('not a nonce');
  });
});
