import type { CommandBus } from '@nestjs/cqrs';
import { REGION_CODE } from '@xiezhi/contracts';
import { derivedId, type CommandContext, type DispatchContext, type StreamHandler } from '@xiezhi/eventsourcing';
import type { Attachments, Service } from '@xiezhi/service';
import { DefenceRequests, SYSTEM_ROLE } from '../defence-request/defence-request.handler.js';
import type { NoticeDrafts } from '../notice-drafts/notice-drafts.rows.js';
import { eraseQuality } from '../quality-matters/quality.erasures.js';
import { qualityMatters } from '../quality-matters/quality-matters.projection.js';
import type { QualityKind } from '../quality-matters/quality-streams.js';
import { worklist } from '../worklist/worklist.projection.js';
import { personErasure, type PersonErasureCommand, type PersonErasureEvent, type PersonErasureState } from './person-erasure.js';
import type { Erased } from './person-erasures.js';

/** Matters one read names. */
const PAGE = 200;
const BEHIND_MS = 5_000;
const ACTOR = { agency: 'xiezhi', role: SYSTEM_ROLE };

/** The worklist does not hold everything yet: tried again. */
class WorklistBehind extends Error {
  override readonly name = 'WorklistBehind';
}

/** Takes an erased person out of every matter, and destroys the files and drafts that are sealed for the person (从案件中清除个人信息). */
export class ErasureFollowing {
  readonly #erasures: StreamHandler<PersonErasureState, PersonErasureCommand, PersonErasureEvent>;

  constructor(
    private readonly service: Service,
    private readonly bus: CommandBus,
    private readonly attachments: Pick<Attachments, 'removeOfPerson'>,
    private readonly drafts: Pick<NoticeDrafts, 'deleteOfPerson'>,
    private readonly now: () => string,
  ) {
    this.#erasures = service.streams(personErasure);
  }

  /**
   * Each matter is told once under an id that follows from person and matter: whoever stops half way begins anew, and nothing happens twice.
   * @throws WorklistBehind while a matter may not have reached the worklist
   */
  async run(erased: Erased, context: DispatchContext): Promise<void> {
    const { personId } = erased;
    // The key is gone: no matter that comes to the log from now on can hold this person.
    const head = await this.service.head();
    for (const model of [worklist, qualityMatters]) {
      if (head !== null && !(await this.service.reached(model, head, BEHIND_MS))) throw new WorklistBehind();
    }
    let matters = 0;
    for (let after: string | null = null; ;) {
      const ids: readonly string[] = await this.#mattersOf(personId, after);
      for (const id of ids) await this.#erase(id, erased, context);
      matters += ids.length;
      if (ids.length < PAGE) break;
      after = ids.at(-1)!;
    }
    for (let after: string | null = null; ;) {
      const found: readonly { readonly id: string; readonly kind: QualityKind }[] = await this.#qualityOf(personId, after);
      for (const { id, kind } of found) await this.bus.execute(eraseQuality(kind, id, erased, this.#own(id, erased, context)));
      matters += found.length;
      if (found.length < PAGE) break;
      after = found.at(-1)!.id;
    }
    await this.attachments.removeOfPerson(personId);
    await this.drafts.deleteOfPerson(personId);
    const own = { ...context, commandId: derivedId('erasure-followed', personId), actor: ACTOR, division: REGION_CODE };
    await this.#erasures.handle(personId, { type: 'RecordFollowed', data: { personId, matters, followedAt: this.now() } }, own);
  }

  /** By id from behind `after`; also those that have forgotten the person already, so that whoever begins anew counts the same. */
  async #mattersOf(personId: string, after: string | null): Promise<readonly string[]> {
    const { pool, readModels } = this.service;
    const { rows } = await pool.query<{ id: string }>(
      `SELECT id FROM ${readModels.table(worklist)}
       WHERE (person #>> '{$sealed,person}' = $1 OR contact #>> '{$sealed,person}' = $1 OR (cardinality(erased) > 0 AND erased @> ARRAY[$1]))
         AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
      [personId, after, PAGE],
    );
    return rows.map(({ id }) => id);
  }

  /** Matters of quality work that hold texts of the person, or did. */
  async #qualityOf(personId: string, after: string | null): Promise<readonly { readonly id: string; readonly kind: QualityKind }[]> {
    const { pool, readModels } = this.service;
    const { rows } = await pool.query<{ id: string; kind: QualityKind }>(
      `SELECT id, kind FROM ${readModels.table(qualityMatters)}
       WHERE (person = $1 OR (cardinality(erased) > 0 AND erased @> ARRAY[$1])) AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
      [personId, after, PAGE],
    );
    return rows;
  }

  async #erase(id: string, erased: Erased, context: DispatchContext): Promise<void> {
    const { personId, erasedAt } = erased;
    const intent = { type: 'RecordPersonErased', data: { personId, erasedAt } } as const;
    await this.bus.execute(new DefenceRequests(id, intent, this.#own(id, erased, context)));
  }

  #own(id: string, { personId }: Erased, context: DispatchContext): Omit<CommandContext, 'division'> {
    return { ...context, commandId: derivedId('person-erased', personId, id), actor: ACTOR };
  }
}
