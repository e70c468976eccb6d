import { assertNever, type Decider, type JsonObject, type Message, type StreamType } from '@xiezhi/eventsourcing';
import { instantOf, millisOf, tellAt, type QuietHours } from '@xiezhi/legal-policy';

/** Ways a lawyer is told of an offer, or of a complaint, beside the browser. */
export type Channel = 'email' | 'sms';

/** Why a message is not sent (未发送原因). */
export type GivenUpReason = 'not_agreed' | 'no_address' | 'answered' | 'refused' | 'unreachable';

/** Whose offer it tells of; or, where `about` says so, which complaint about the lawyer: both ids are then the complaint's. */
export interface OfOffer extends JsonObject {
  readonly about?: 'complaint';
  readonly institution: string;
  readonly division: string;
  readonly requestId: string;
  readonly offerId: string;
  readonly lawyerId: string;
  readonly channel: Channel;
}

interface At {
  readonly at: string;
}

export type OfferMessageCommand =
  /** 待发送: `impossible` where the lawyer did not agree, or gave no address. */
  | Message<
      'QueueMessage',
      At & { readonly of: OfOffer; readonly until: string; readonly quiet: QuietHours; readonly impossible?: GivenUpReason }
    >
  | Message<'RecordSent', At>
  /** 发送失败: `permanent` when trying again will not help. */
  | Message<'RecordFailure', At & { readonly reason: string; readonly permanent: boolean; readonly quiet: QuietHours }>
  /** 重新发送: an operator mended what was in the way. */
  | Message<'TryAgain', At & { readonly quiet: QuietHours }>
  /** 不再发送 */
  | Message<'DropMessage', At & { readonly reason: GivenUpReason }>;

type Of<Data> = JsonObject & { readonly of: OfOffer } & Data;

export type OfferMessageEvent =
  | Message<'MessageQueued', Of<{ readonly queuedAt: string; readonly sendAt: string; readonly until: string }>>
  | Message<'MessageSent', Of<{ readonly sentAt: string; readonly attempt: number }>>
  /** `reason`: a code of the server or the gateway. */
  | Message<
      'MessageFailed',
      Of<{ readonly failedAt: string; readonly attempt: number; readonly reason: string; readonly nextTryAt: string }>
    >
  | Message<'MessageRequeued', Of<{ readonly requeuedAt: string; readonly sendAt: string }>>
  | Message<'MessageGivenUp', Of<{ readonly givenUpAt: string; readonly reason: GivenUpReason; readonly detail?: string }>>;

export type OfferMessageState =
  | { readonly status: 'none' }
  | { readonly status: 'waiting'; readonly of: OfOffer; readonly until: string; readonly failures: number }
  | { readonly status: 'sent'; readonly of: OfOffer }
  | { readonly status: 'given_up'; readonly of: OfOffer; readonly until: string; readonly reason: GivenUpReason };

type Waiting = Extract<OfferMessageState, { readonly status: 'waiting' }>;

/** Why a message failed on our side or on that of the server: it may go through once that is mended. */
export const TECHNICAL: readonly GivenUpReason[] = ['refused', 'unreachable'];

const MINUTE_MS = 60_000;
/** Minutes after which a message that nobody took is tried again; after the last it is given up. */
const AGAIN_AFTER_MINUTES = [1, 5, 15, 60] as const;

const givenUp = ({ of }: Pick<Waiting, 'of'>, at: string, reason: GivenUpReason, detail?: string): OfferMessageEvent => ({
  type: 'MessageGivenUp',
  data: { of, givenUpAt: at, reason, ...(detail !== undefined && { detail }) },
});

function failed(
  { at, reason, permanent, quiet }: Extract<OfferMessageCommand, { type: 'RecordFailure' }>['data'],
  state: Waiting,
): OfferMessageEvent {
  const { of, until, failures } = state;
  if (permanent) return givenUp(state, at, 'refused', reason);
  const minutes = AGAIN_AFTER_MINUTES[failures];
  if (minutes === undefined) return givenUp(state, at, 'unreachable', reason);
  const nextTryAt = tellAt(instantOf(millisOf(at) + minutes * MINUTE_MS), until, quiet);
  if (nextTryAt >= until) return givenUp(state, at, 'unreachable', reason);
  return { type: 'MessageFailed', data: { of, failedAt: at, attempt: failures + 1, reason, nextTryAt } };
}

/** Tried again at once, from the beginning, while the offer is open: what failed, and what was given up for a failure. */
function again(
  { at, quiet }: Extract<OfferMessageCommand, { type: 'TryAgain' }>['data'],
  state: OfferMessageState,
): readonly OfferMessageEvent[] {
  const failing = (state.status === 'waiting' && state.failures > 0) || (state.status === 'given_up' && TECHNICAL.includes(state.reason));
  if (!failing || at >= state.until) return [];
  return [{ type: 'MessageRequeued', data: { of: state.of, requeuedAt: at, sendAt: tellAt(at, state.until, quiet) } }];
}

function decide(command: OfferMessageCommand, state: OfferMessageState): readonly OfferMessageEvent[] {
  if (command.type === 'QueueMessage') {
    if (state.status !== 'none') return [];
    const { at, of, until, quiet, impossible } = command.data;
    const queued: OfferMessageEvent = { type: 'MessageQueued', data: { of, queuedAt: at, sendAt: tellAt(at, until, quiet), until } };
    return impossible === undefined ? [queued] : [queued, givenUp({ of }, at, impossible)];
  }
  if (command.type === 'TryAgain') return again(command.data, state);
  // What was sent or given up stays so; of what was never queued there is nothing to record.
  if (state.status !== 'waiting') return [];
  switch (command.type) {
    case 'RecordSent':
      return [{ type: 'MessageSent', data: { of: state.of, sentAt: command.data.at, attempt: state.failures + 1 } }];
    case 'RecordFailure':
      return [failed(command.data, state)];
    case 'DropMessage':
      return [givenUp(state, command.data.at, command.data.reason)];
    default:
      return assertNever(command);
  }
}

function evolve(state: OfferMessageState, { type, data }: OfferMessageEvent): OfferMessageState {
  switch (type) {
    case 'MessageQueued':
      return { status: 'waiting', of: data.of, until: data.until, failures: 0 };
    case 'MessageSent':
      return { status: 'sent', of: data.of };
    case 'MessageFailed':
      return { ...(state as Waiting), failures: data.attempt };
    case 'MessageRequeued':
      return { status: 'waiting', of: data.of, until: (state as Waiting).until, failures: 0 };
    case 'MessageGivenUp':
      return { status: 'given_up', of: data.of, until: (state as Waiting).until, reason: data.reason };
    default:
      return assertNever(type);
  }
}

const decider: Decider<OfferMessageState, OfferMessageCommand, OfferMessageEvent> = { initial: { status: 'none' }, decide, evolve };

/** One message that tells a lawyer of one offer, or of one complaint, by one channel (邀约通知、投诉通知); names nobody, and has no text. */
export const offerMessage: StreamType<OfferMessageState, OfferMessageCommand, OfferMessageEvent> = { name: 'offer-message', decider };
