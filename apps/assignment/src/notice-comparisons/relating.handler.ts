import type { CommandBus } from '@nestjs/cqrs';
import type { RequestRelation } from '@xiezhi/contracts';
import {
  derivedId,
  Rejected,
  SlotHeld,
  type ClaimCommand,
  type ClaimEvent,
  type ClaimState,
  type DispatchContext,
  type StreamHandler,
} from '@xiezhi/eventsourcing';
import type { Service } from '@xiezhi/service';
import { DefenceRequests, type DefenceRequestContext, type DefenceRequestHandled } from '../defence-request/defence-request.handler.js';
import type { DefenceRequestCommand, DefenceRequestEvent, DefenceRequestState } from '../defence-request/defence-request.js';
import { notFound, relationOf, SYSTEM_ROLE } from '../defence-request/relations.js';
import { isOpen, type Open } from '../defence-request/state.js';
import type { RelatedRequests } from '../related-requests/related-requests.queries.js';
import { worklist } from '../worklist/worklist.projection.js';

const BEHIND_MS = 5_000;
const PLATFORM = { agency: 'xiezhi', role: SYSTEM_ROLE };

/** The worklist does not hold everything yet: tried again. */
class WorklistBehind extends Error {
  override readonly name = 'WorklistBehind';
}

export interface RelatingTools {
  readonly service: Pick<Service, 'head' | 'reached'>;
  readonly bus: CommandBus;
  readonly related: Pick<RelatedRequests, 'likelyDuplicatesOf'>;
  readonly streams: StreamHandler<DefenceRequestState, DefenceRequestCommand, DefenceRequestEvent>;
  readonly claims: StreamHandler<ClaimState, ClaimCommand, ClaimEvent>;
  readonly now: () => string;
}

const refuse = (reason: string, text: string): never => {
  throw new Rejected(`defence_request.${reason}`, text, { errors: [{ path: 'other', code: `defence_request.${reason}`, detail: text }] });
};

/** The request that a body names is the sender's mistake, unlike one that an address names; a foreign one is as unknown as none. */
function otherUnknown(reason: unknown): never {
  if (!(reason instanceof Rejected) || reason.code !== 'defence_request.not_found') throw reason;
  const detail = '没有另一件通知,或它不属于您的单位。There is no such other request, or it is not your agency’s.';
  throw new Rejected('defence_request.other.unknown', detail, { errors: [{ path: 'other', code: 'unknown', detail }] });
}

/** Links requests both ways, and closes one in favour of another, which goes on (疑似重复、并入、取代、下一阶段). */
export class Relating {
  constructor(private readonly tools: RelatingTools) {}

  /**
   * Links a notice that came with those it seems to repeat. Of two that come at the same moment, each looks when both may be in the worklist.
   * @throws WorklistBehind while that may not be so
   */
  async compare(id: string, context: DispatchContext): Promise<void> {
    const { service, related } = this.tools;
    const head = await service.head();
    if (head !== null && !(await service.reached(worklist, head, BEHIND_MS))) throw new WorklistBehind();
    for (const other of await related.likelyDuplicatesOf(id)) {
      await this.#bothWays(id, other, ['likely_duplicate', 'likely_duplicate'], { ...context, actor: PLATFORM });
    }
  }

  /** Records what two requests of one case are to each other. @throws Rejected `defence_request.not_related` */
  async relate(
    id: string,
    other: string,
    relation: 'different' | 'previous_stage',
    context: DefenceRequestContext,
  ): Promise<DefenceRequestHandled> {
    await this.#pair(id, other, context, relation === 'different');
    return this.#bothWays(id, other, [relation, relation === 'different' ? 'different' : 'next_stage'], context);
  }

  /**
   * Closes a request in favour of another about the same person, which must go on.
   * @throws Rejected `defence_request.not_related`, `defence_request.other_ended`
   */
  async closeFor(
    id: string,
    other: string,
    reason: 'duplicate' | 'superseded',
    context: DefenceRequestContext,
  ): Promise<DefenceRequestHandled> {
    const { bus, streams, claims, now } = this.tools;
    const [own, kept] = await this.#pair(id, other, context, true);
    if (kept.status === 'terminated')
      return refuse('other_ended', '另一件已终止,不能并入。The other request has ended; it cannot take this one.');
    const whole = { ...context, division: own.parties.division };
    // What the rules refuse anyway takes no claim.
    await streams.check(id, { type: 'CloseForOther', data: { at: now(), to: other, reason } }, whole);
    const { expectedRevision: _ofTheRequest, fingerprint: _ofTheBody, ...claiming } = whole;
    try {
      // Nobody closes each of the two in favour of the other at the same moment.
      for (const [slot, holder] of [
        [other, 'kept'],
        [id, 'closed'],
      ] as const) {
        const commandId = derivedId(context.commandId, 'claim', slot);
        const scope = derivedId('requests of a case', own.facts.coAccusedGroup);
        await claims.handle(scope, { type: 'TakeSlot', data: { slot, holder } }, { ...claiming, commandId });
      }
    } catch (error) {
      if (!(error instanceof SlotHeld)) throw error;
      return refuse('other_ended', '另一件刚刚并入了别的通知,请刷新后再办。The other request was just closed for another; read again.');
    }
    const handled = await bus.execute<DefenceRequests, DefenceRequestHandled>(
      new DefenceRequests(id, { type: 'CloseForOther', data: { to: other, reason } }, context),
    );
    // The newer notice of the same organ says so too; what stands on it beside the notice is not the organ's to write.
    if (reason === 'duplicate') await this.#link(other, id, 'duplicate', context);
    else await this.#link(other, id, 'supersedes', { ...context, actor: PLATFORM });
    return handled;
  }

  /** Two requests of the actor's agency that are about one case. */
  async #pair(id: string, other: string, context: DefenceRequestContext, sameStage: boolean): Promise<readonly [Open, Open]> {
    const own = await this.#request(id, context);
    const theirs = await this.#request(other, context).catch(otherUnknown);
    const unrelated = (): never =>
      refuse('not_related', '两件的案号或者诉讼阶段不相同,请核对。The two have not the same case number or stage; check them.');
    if (id === other || !('facts' in own) || !('facts' in theirs)) return unrelated();
    if (sameStage && (own.facts!.caseNumber !== theirs.facts!.caseNumber || own.facts!.stage !== theirs.facts!.stage)) return unrelated();
    if (!sameStage && own.facts!.stage === theirs.facts!.stage) return unrelated();
    if (sameStage && !isOpen(theirs)) {
      return refuse('other_ended', '另一件已经办结,请刷新后再办。The other request has ended; read again.');
    }
    return [own as Open, theirs as Open];
  }

  async #request(id: string, context: DefenceRequestContext): Promise<DefenceRequestState> {
    const { state } = await this.tools.streams.load(id);
    if (relationOf(state, context) === null) throw notFound();
    return state;
  }

  async #bothWays(
    id: string,
    other: string,
    [own, theirs]: readonly [RequestRelation, RequestRelation],
    context: DefenceRequestContext,
  ): Promise<DefenceRequestHandled> {
    const handled = await this.#link(id, other, own, context);
    await this.#link(other, id, theirs, context);
    return handled;
  }

  async #link(id: string, to: string, relation: RequestRelation, context: DefenceRequestContext): Promise<DefenceRequestHandled> {
    const { expectedRevision: _ofOne, fingerprint: _ofTheBody, lawyerId: _none, ...rest } = context;
    const own = { ...rest, commandId: derivedId(context.commandId, 'link', id, to, relation) };
    return this.tools.bus.execute<DefenceRequests, DefenceRequestHandled>(
      new DefenceRequests(id, { type: 'LinkRequest', data: { to, relation } }, own),
    );
  }
}
