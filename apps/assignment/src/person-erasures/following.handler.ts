import type { CommandBus } from '@nestjs/cqrs';
import { REGION_CODE } from '@xiezhi/contracts';
import { derivedId, type DispatchContext, type StreamHandler } from '@xiezhi/eventsourcing';
import type { Attachments, Service } from '@xiezhi/service';
import { SYSTEM_ROLE } from '../defence-request/relations.js';
import type { NoticeDrafts } from '../notice-drafts/notice-drafts.rows.js';
import { MATTERS, type FoundMatter, type OfPersons } from './matters-of-persons.queries.js';
import { personErasure, type PersonErasureCommand, type PersonErasureEvent, type PersonErasureState } from './person-erasure.js';
import type { Erased } from './person-erasures.js';

/** Matters one read names. */
const PAGE = 200;
const BEHIND_MS = 5_000;
const ACTOR = { agency: 'xiezhi', role: SYSTEM_ROLE };

/** A read model does not hold everything yet: tried again. */
class MattersBehind extends Error {
  override readonly name = 'MattersBehind';
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
   * @throws MattersBehind while a matter may not have reached its read model
   */
  async run(erased: Erased, context: DispatchContext): Promise<void> {
    const { personId } = erased;
    // The key is gone: no matter that comes to the log from now on can hold this person.
    const head = await this.service.head();
    let matters = 0;
    for (const of of MATTERS) {
      if (head !== null && !(await this.service.reached(of.model, head, BEHIND_MS))) throw new MattersBehind();
      const found = await this.#eraseFrom(of, erased, context);
      if (of.announced) matters += found;
    }
    await this.attachments.removeOfPerson(personId);
    await this.drafts.deleteOfPerson(personId);
    const own = { ...context, commandId: derivedId('erasure-followed', personId), actor: ACTOR, division: REGION_CODE };
    await this.#erasures.handle(personId, { type: 'RecordFollowed', data: { personId, matters, followedAt: this.now() } }, own);
  }

  /** Takes the person out of the matters of one read model; how many they are. */
  async #eraseFrom(of: OfPersons, erased: Erased, context: DispatchContext): Promise<number> {
    const { personId } = erased;
    let matters = 0;
    for (let after: string | null = null; ;) {
      const found: readonly FoundMatter[] = await this.#mattersOf(of, personId, after);
      for (const matter of found) {
        const own = { ...context, commandId: derivedId('person-erased', personId, matter.id), actor: ACTOR };
        await this.bus.execute(of.tell(matter, erased, own));
      }
      matters += found.length;
      if (found.length < PAGE) return matters;
      after = found.at(-1)!.id;
    }
  }

  /** By id from behind `after`; also those that have forgotten the person already, so that whoever begins anew counts the same. */
  async #mattersOf({ model, columns, holds }: OfPersons, personId: string, after: string | null): Promise<readonly FoundMatter[]> {
    const { pool, readModels } = this.service;
    const { rows } = await pool.query<FoundMatter>(
      `SELECT ${columns} FROM ${readModels.table(model)}
       WHERE (${holds} OR (cardinality(erased) > 0 AND erased @> ARRAY[$1])) AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
      [personId, after, PAGE],
    );
    return rows;
  }
}
