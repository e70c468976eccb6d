import type { MatterKind } from '@xiezhi/contracts';
import {
  canonicalJson,
  MAX_EVENTS_PER_READ,
  open,
  Rejected,
  streamOf,
  type EventStore,
  type Personal,
  type PersonKeys,
  type RecordedEvent,
} from '@xiezhi/eventsourcing';
import { rankingWeightsOf, rankLawyers, type RankedMatter, type RankingCandidate } from '@xiezhi/legal-policy';
import { actorOf, agencyScope, type Principal } from '@xiezhi/service';
import type { Circles } from '../sensitive-matter/sensitive-matter.circles.js';
import type { Candidates } from '../candidates/candidates.queries.js';
import type { OfferMessagesSent, ShownMessage } from '../offer-messages/offer-messages.queries.js';
import { lawyerSearch, type LawyerSearchEvent, type LawyerSearchState } from './lawyer-search.js';
import type { SearchedMatters } from './lawyer-search.matters.js';
import type { Offer, RankedLawyer, Search, SkippedLawyer } from './state.js';

/** A lawyer with what a list shows of one. */
interface Named {
  /** Masked; `null` when the person was erased. */
  readonly name: string | null;
  readonly firm: string | null;
}

/** A search as the institution’s page shows it; `none`: none was begun. */
export type SearchPage = { readonly status: 'none' } | BegunSearch;

export interface BegunSearch {
  // Written out: of an Exclude<…> the description of the API knows nothing.
  readonly status: 'offering' | 'accepted' | 'ended';
  readonly revision: number;
  readonly begunAt: string;
  readonly round: number;
  readonly weights: string;
  readonly considered: number;
  readonly ranked: readonly (RankedLawyer & Named)[];
  readonly rankedMore: number;
  readonly skipped: readonly (SkippedLawyer & Named)[];
  readonly skippedMore: number;
  readonly reached: Search['reached'];
  /** Of all rounds; `text`: what the lawyer wrote when declining, `null` where nothing or erased. */
  readonly offers: readonly (Offer & Named & { readonly text: string | null; readonly messages: readonly ShownMessage[] })[];
  readonly endedAt: string | null;
  readonly outcome: string | null;
  readonly calledOffFor: string | null;
}

/** The ranking of the last round computed again from what was kept of it. */
export interface RankingAgain {
  readonly same: boolean;
  readonly round: number;
  readonly weights: string;
  readonly matter: RankedMatter;
  readonly inputs: readonly RankingCandidate[];
  readonly kept: readonly RankedLawyer[];
  readonly again: readonly RankedLawyer[];
}

type Begun = Extract<LawyerSearchEvent, { type: 'SearchBegun' }>['data'];

/** Reads of searches from their own streams, for the institution that searches. */
export class LawyerSearchQueries {
  constructor(
    private readonly matters: SearchedMatters,
    private readonly circles: Circles,
    private readonly store: EventStore,
    private readonly keys: PersonKeys,
    private readonly candidates: Candidates,
    private readonly messages: OfferMessagesSent,
  ) {}

  /** @throws Rejected as for an unknown matter to all but the institution */
  async page(kind: MatterKind, id: string, reader: Principal): Promise<SearchPage> {
    const events = await this.#events(kind, id, reader);
    const state = events.reduce<LawyerSearchState>(
      (before, event) => lawyerSearch.decider.evolve(before, event as unknown as LawyerSearchEvent),
      { status: 'none' },
    );
    if (state.status === 'none') return state;
    const [texts, messages] = await Promise.all([this.#texts(id, events), this.messages.of(id, agencyScope(reader))]);
    const { ranked, skipped, offers } = state;
    const known = await this.candidates.named([...new Set([...ranked, ...skipped, ...offers].map(({ lawyerId }) => lawyerId))]);
    const named = <Row extends { readonly lawyerId: string }>(row: Row): Row & Named => {
      const found = known.get(row.lawyerId);
      return { ...row, name: found?.name ?? null, firm: found?.row.firm ?? null };
    };
    return {
      status: state.status,
      revision: events.at(-1)!.revision,
      begunAt: state.begunAt,
      round: state.round,
      weights: state.weights,
      considered: state.considered,
      ranked: ranked.map(named),
      rankedMore: state.rankedMore,
      skipped: skipped.map(named),
      skippedMore: state.skippedMore,
      reached: state.reached,
      offers: offers.map((offer) => ({
        ...named(offer),
        text: texts.get(offer.offerId) ?? null,
        messages: messages.get(offer.offerId) ?? [],
      })),
      endedAt: state.status === 'ended' ? state.endedAt : null,
      outcome: state.status === 'ended' ? state.outcome : null,
      calledOffFor: state.status === 'ended' ? (state.calledOffFor ?? null) : null,
    };
  }

  /** @throws Rejected as {@link page} does; `lawyer_search.not_begun` */
  async rankingAgain(kind: MatterKind, id: string, reader: Principal): Promise<RankingAgain> {
    const events = await this.#events(kind, id, reader);
    const begun = events.findLast(({ type }) => type === 'SearchBegun')?.data as unknown as Begun | undefined;
    if (begun === undefined) throw noSearch();
    const { ranked, skipped } = rankLawyers(begun.inputs, begun.matter, rankingWeightsOf(begun.weights));
    const again = ranked as unknown as readonly RankedLawyer[];
    const passed = skipped.map(({ lawyerId, circle, reasons }) => ({ lawyerId, circle, codes: reasons.map(({ code }) => code) }));
    return {
      same: canonicalJson(again) === canonicalJson(begun.ranked) && canonicalJson(passed) === canonicalJson(begun.skipped),
      round: begun.round,
      weights: begun.weights,
      matter: begun.matter,
      inputs: begun.inputs,
      kept: begun.ranked,
      again,
    };
  }

  /** All events of a matter's search, when the reader is its institution; a search has at most a few thousand. */
  async #events(kind: MatterKind, id: string, reader: Principal): Promise<readonly RecordedEvent[]> {
    const matter = await this.matters.load(kind, id);
    const mine = matter?.parties.institution === reader.agency && (await this.circles.admit(id, actorOf(reader)));
    if (!mine) throw this.matters.notFound(kind);
    const stream = streamOf(lawyerSearch, id);
    const events: RecordedEvent[] = [];
    for (let from = 0; ; from += MAX_EVENTS_PER_READ) {
      const read = await this.store.read(stream, { from });
      events.push(...read);
      if (read.length < MAX_EVENTS_PER_READ) break;
    }
    return events;
  }

  async #texts(id: string, events: readonly RecordedEvent[]): Promise<ReadonlyMap<string, string>> {
    const stream = streamOf(lawyerSearch, id);
    const texts = new Map<string, string>();
    for (const event of events as readonly unknown[] as readonly LawyerSearchEvent[]) {
      if (event.type !== 'OfferDeclined' || event.data.text === undefined) continue;
      const text = await open<string>(event.data.text as Personal<string>, this.keys, stream, 'text');
      if (text !== null) texts.set(event.data.offerId, text);
    }
    return texts;
  }
}

const noSearch = (): Rejected =>
  new Rejected('lawyer_search.not_begun', '本件还没有寻找过律师。No lawyer was searched for in this matter yet.');
