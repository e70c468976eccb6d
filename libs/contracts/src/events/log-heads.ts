import { objectOf, part, type Contract, type JsonSchema } from './contract.js';

/**
 * A signed head of a service's log (日志首部): that it held so many events, with a digest over all of them. `head` is a JWS in compact form,
 * signed by a key of `/.well-known/log-keys.json`; the other fields say what it says.
 */
export interface LogHeadSignedV1 {
  readonly log: string;
  readonly number: number;
  readonly events: number;
  readonly head: string;
}

/** The newest heads, with the agencies that are to keep them as witnesses. */
export interface LogHeadsCollectedV1 {
  readonly heads: readonly LogHeadSignedV1[];
  readonly agencies: readonly string[];
}

/** What an agency is sent to keep: with it, it can show later that the logs still hold what they held. */
export interface AgencyLogHeadV1 {
  readonly heads: readonly LogHeadSignedV1[];
}

const HEAD: JsonSchema = objectOf({ log: part.code, number: { type: 'integer' }, events: { type: 'integer' }, head: part.text });
const HEADS: JsonSchema = { type: 'array', items: HEAD };

const example: LogHeadSignedV1 = {
  log: 'assignment',
  number: 412,
  events: 28_310,
  head: 'eyJhbGciOiJFZERTQSIsImtpZCI6IuKApiIsInR5cCI6InhpZXpoaS1sb2ctaGVhZCtqd3MifQ.eyJsb2ciOiJhc3NpZ25tZW50In0.c2lnbmF0dXJl',
};

export const logHeadSigned: Contract<LogHeadSignedV1> = {
  type: 'platform.log-head-signed.v1',
  description: { zh: '日志首部已签名', en: 'A head of a service’s event log was signed.' },
  schema: HEAD,
  example,
};

export const logHeadsCollected: Contract<LogHeadsCollectedV1> = {
  type: 'referrals.log-heads-collected.v1',
  description: { zh: '日志首部待各单位留存', en: 'Heads of the logs are to be kept by these agencies.' },
  schema: objectOf({ heads: HEADS, agencies: { type: 'array', items: part.code } }),
  example: { heads: [example], agencies: ['court-540100', 'institution-540100'] },
};

export const agencyLogHead: Contract<AgencyLogHeadV1> = {
  type: 'agency.log-head.v1',
  description: { zh: '日志首部，请留存备查', en: 'Heads of the event logs, for this agency to keep as a witness.' },
  schema: objectOf({ heads: HEADS }),
  example: { heads: [example] },
};
