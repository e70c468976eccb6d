import { hash } from 'node:crypto';
import type { Checkpoint } from '../message.js';
import type { Digest } from './seal.js';

/** What a signed head says of a log (日志首部): so many events, ending there, with this digest over all of them. */
export interface LogHead {
  /** The service whose log it is. */
  readonly log: string;
  /** From 1, without gaps. */
  readonly number: number;
  /** How many events it covers: those of the log's beginning. */
  readonly events: number;
  /** Place of the last event it covers. */
  readonly position: Checkpoint;
  /** Digest over the seals of all events it covers. */
  readonly chain: Digest;
  /** Digest of the head before it, as it was signed; `null` for the first. */
  readonly previous: Digest | null;
  /** How the digests are made. */
  readonly algorithm: string;
  readonly signedAt: string;
}

/** A head as it is signed and handed out: one text, a JWS in compact form that names its own algorithm and key. */
export type SignedHead = string;

/** The digest by which the next head names this one. */
export const headDigest = (head: SignedHead): Digest => hash('sha256', `xiezhi head\n${head}`);

/** **Port.** Signs heads. */
export interface HeadSigner {
  sign(head: LogHead): Promise<SignedHead>;
}

/** **Port.** Reads a signed head: what it says, or `null` when none of the known keys has signed it. */
export type ReadHead = (signed: SignedHead) => Promise<LogHead | null>;
