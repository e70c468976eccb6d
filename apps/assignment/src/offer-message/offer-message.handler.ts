import {
  derivedId,
  type CommandContext,
  type DispatchContext,
  type PersonKeys,
  type StreamHandler,
  type WorkflowCommand,
} from '@xiezhi/eventsourcing';
import type { QuietHours } from '@xiezhi/legal-policy';
import type { Delivery, Mailer, SmsGateway } from '@xiezhi/service';
import { SYSTEM_ROLE } from '../defence-request/relations.js';
import type { LawyerSearchState } from '../lawyer-search/lawyer-search.js';
import type { LawyerRow } from '../lawyer-roster/lawyer-roster.projection.js';
import { lawyerDetails } from '../rosters/rosters.details.js';
import type { Rosters } from '../rosters/rosters.js';
import type { GivenUpReason, OfferMessageCommand, OfferMessageEvent, OfferMessageState, OfOffer } from './offer-message.js';
import { concludedBy, worthUntil, type ToldComplaints } from './complaint-telling.parts.js';
import { complaintText, offerText, type OfferText } from './offer-message.texts.js';

/** What sends, by channel; one that is not configured is not there. */
export interface Channels {
  readonly email?: Mailer;
  readonly sms?: SmsGateway;
  /** Gateways send approved texts alone: what tells of complaints is a template of its own. */
  readonly complaintSms?: SmsGateway;
}

export interface OfferMessageTools {
  readonly streams: StreamHandler<OfferMessageState, OfferMessageCommand, OfferMessageEvent>;
  readonly searches: { load(requestId: string): Promise<{ readonly state: LawyerSearchState }> };
  readonly complaints: ToldComplaints;
  readonly rosters: Pick<Rosters, 'lawyerRow'>;
  readonly keys: PersonKeys;
  readonly channels: Channels;
  readonly quiet: QuietHours;
  /** The page of a lawyer's own offers (我的邀约). */
  readonly link: string;
  /** The page of a complaint, by its id (投诉). */
  readonly complaintLink: (id: string) => string;
  /** Counts what became of messages; names nobody. */
  readonly count: (channel: string, outcome: Delivery['kind'] | GivenUpReason) => void;
  /** Now, as an ISO instant. */
  readonly now: () => string;
}

/** Where and in which language a lawyer is told, or why not. */
type Addressed = { readonly to: string; readonly language: string } | { readonly impossible: GivenUpReason };

/** `until` follows from the complaint, where it is about one. */
type Queue = { readonly of: OfOffer; readonly until?: string };

/** Carries out what the telling of offers asks for: queues a message, sends it, or drops it. */
export class OfferMessages {
  constructor(private readonly tools: OfferMessageTools) {}

  async run({ id, type, data, division }: WorkflowCommand, dispatched: DispatchContext): Promise<void> {
    const context = { ...dispatched, division, actor: { agency: 'xiezhi', role: SYSTEM_ROLE } };
    const { streams, now } = this.tools;
    const decided = async (command: OfferMessageCommand): Promise<void> => void (await streams.handle(id, command, context));
    switch (type) {
      case 'QueueMessage':
        return this.#queue(data as unknown as Queue, decided);
      case 'SendMessage':
        return this.#send(id, decided);
      default:
        return decided({ type: 'DropMessage', data: { at: now(), reason: 'answered' } });
    }
  }

  /** Tries failed messages again; one that was answered or sent meanwhile stays as it is. */
  async tryAgain(
    ids: readonly string[],
    context: Omit<CommandContext, 'division'>,
  ): Promise<{ readonly messages: number; readonly position: string | null }> {
    const { streams, quiet, now } = this.tools;
    let messages = 0;
    let position: string | null = null;
    for (const id of ids) {
      const { state, revision } = await streams.load(id);
      if (state.status === 'none') continue;
      // Each message is a command of its own, and the same one when the operator's is sent again.
      const own = { ...context, division: state.of.division, commandId: derivedId(context.commandId, id) };
      const handled = await streams.handle(id, { type: 'TryAgain', data: { at: now(), quiet } }, own);
      if (!handled.replayed && handled.revision === revision) continue;
      messages += 1;
      if (handled.position !== null && (position === null || handled.position > position)) position = handled.position;
    }
    return { messages, position };
  }

  /** Of a channel that is not configured, and of an offer that is over, there is nothing to queue. */
  async #queue({ of, until: given }: Queue, decided: (command: OfferMessageCommand) => Promise<void>): Promise<void> {
    const { channels, complaints, quiet, now } = this.tools;
    const at = now();
    const until = given ?? worthUntil((await complaints.load(of.offerId)).state, at);
    if (gatewayOf(channels, of) === undefined || until <= at) return;
    const address = await this.#addressOf(of);
    await decided({
      type: 'QueueMessage',
      data: { at, of, until, quiet, ...('impossible' in address && { impossible: address.impossible }) },
    });
  }

  /** Sent first and recorded then: who is killed in between sends it again, under the same id. */
  async #send(id: string, decided: (command: OfferMessageCommand) => Promise<void>): Promise<void> {
    const { streams, quiet, now, count } = this.tools;
    const { state } = await streams.load(id);
    if (state.status !== 'waiting') return;
    const { of } = state;
    const drop = (reason: GivenUpReason): Promise<void> => {
      count(of.channel, reason);
      return decided({ type: 'DropMessage', data: { at: now(), reason } });
    };
    if (!(await this.#stillOpen(of, state.until))) return drop('answered');
    const address = await this.#addressOf(of);
    if ('impossible' in address) return drop(address.impossible);
    const delivery = await this.#deliver(id, of, state.until, address);
    if (delivery === null) return drop('unreachable');
    count(of.channel, delivery.kind);
    const at = now();
    if (delivery.kind === 'sent') return decided({ type: 'RecordSent', data: { at } });
    return decided({
      type: 'RecordFailure',
      data: { at, reason: delivery.reason, permanent: delivery.kind === 'refused', quiet },
    });
  }

  async #stillOpen({ about, requestId, offerId }: OfOffer, until: string): Promise<boolean> {
    if (about === 'complaint') {
      const { state } = await this.tools.complaints.load(offerId);
      return this.tools.now() < until && state.status === 'accepted';
    }
    const { state } = await this.tools.searches.load(requestId);
    const offers = 'offers' in state ? state.offers : [];
    return this.tools.now() < until && offers.some((offer) => offer.offerId === offerId && offer.status === 'open');
  }

  /** What the lawyer agreed to now: an agreement may have been taken back since. */
  async #addressOf({ lawyerId, channel }: OfOffer): Promise<Addressed> {
    const row: LawyerRow | null = await this.tools.rosters.lawyerRow(lawyerId);
    // An older version of the roster, still read while this one is built, does not say what was agreed to.
    if (row?.told_by?.includes(channel) !== true) return { impossible: 'not_agreed' };
    const details = await lawyerDetails(row, this.tools.keys);
    const to = channel === 'email' ? details?.email : details?.mobile;
    return to === undefined ? { impossible: 'no_address' } : { to, language: row.told_in };
  }

  async #deliver(id: string, of: OfOffer, until: string, address: { to: string; language: string }): Promise<Delivery | null> {
    const { channels } = this.tools;
    const { channel } = of;
    const { subject, text } = await this.#textOf(of, until, address.language);
    if (channel === 'email') return (await channels.email?.send({ id, to: address.to, subject, text })) ?? null;
    const gateway = smsOf(channels, of);
    return (await gateway?.send({ id, to: address.to, language: address.language, text })) ?? null;
  }

  async #textOf({ about, offerId }: OfOffer, until: string, language: string): Promise<OfferText> {
    const { complaints, link, complaintLink } = this.tools;
    if (about === undefined) return offerText(language, until, link);
    const { state } = await complaints.load(offerId);
    return complaintText(language, concludedBy(state), complaintLink(offerId));
  }
}

const smsOf = ({ sms, complaintSms }: Channels, { about }: OfOffer): SmsGateway | undefined => (about === 'complaint' ? complaintSms : sms);
const gatewayOf = (channels: Channels, of: OfOffer): Mailer | SmsGateway | undefined =>
  of.channel === 'email' ? channels.email : smsOf(channels, of);
