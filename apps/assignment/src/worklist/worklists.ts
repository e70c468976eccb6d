import { Rejected, type PersonKeys, type ProjectionShape } from '@xiezhi/eventsourcing';
import { endOfDay } from '@xiezhi/legal-policy';
import { agencyScope, divisionPrefix, type Principal, type Service } from '@xiezhi/service';
import { AccessLog } from '../access-log/access-log.js';
import { Rosters } from '../rosters/rosters.js';
import { worklist } from './worklist.projection.js';
import { sideOf } from './worklist.filter.js';
import { WorklistQueries, type WorklistQuery, type WorklistWish } from './worklist.queries.js';
import { WrittenTexts } from './written-texts.queries.js';
import type { FilterQuery, TabQuery } from './worklist.request.js';

/** Longest a query waits for a read model to reach the position it was given. */
const BEHIND_MS = 5_000;
/** Agencies of one division: more than any has. */
const MAX_ORGANS = 2_000;

/** What the reading routes of assignment use, over one service. */
export class Worklists {
  readonly queries: WorklistQueries;
  readonly accessLog: AccessLog;
  readonly keys: PersonKeys;
  readonly written: WrittenTexts;

  constructor(
    private readonly service: Service,
    readonly rosters: Rosters,
    now: () => string,
  ) {
    this.keys = service.keys;
    this.queries = new WorklistQueries(service.reads, service.readModels, service.keys, service.store, now);
    this.written = new WrittenTexts(service.store, service.keys);
    this.accessLog = new AccessLog(service.pool, now);
  }

  /** What a reader asks for, within the own agency. */
  async wish({ q, county, organ, language, turn, dueBy }: FilterQuery, principal: Principal): Promise<WorklistWish> {
    const as = sideOf(principal);
    const from = county === undefined || as === 'organ' ? undefined : await this.organsIn(county);
    const organs = organ === undefined ? from : (from ?? [organ]).filter((code) => code === organ);
    return {
      ...agencyScope(principal),
      as,
      ...(q !== undefined && { q }),
      ...(organs !== undefined && { organs }),
      ...(county !== undefined && as === 'organ' && { divisions: divisionPrefix(county) }),
      ...(language !== undefined && { language }),
      ...(turn !== undefined && { turn }),
      ...(dueBy !== undefined && { dueUntil: endOfDay(dueBy) }),
    };
  }

  /** The agencies of a county, or of the counties of a prefecture. */
  organsIn(county: string): Promise<readonly string[]> {
    return this.rosters.agenciesIn(divisionPrefix(county), MAX_ORGANS);
  }

  /** One tab of it, in an order. */
  async tab(query: TabQuery, principal: Principal): Promise<Omit<WorklistQuery, 'limit' | 'cursor'>> {
    const { status, state, order } = query;
    // What has no notice yet was not served on anybody.
    const sort = state === 'discovered' && query.sort === 'sent' ? 'due' : query.sort;
    return { ...(await this.wish(query, principal)), ...(state === undefined ? { open: status === 'open' } : { state }), sort, order };
  }

  /**
   * Waits until the worklist, or other read models, have everything up to `position` (read your own writes).
   * @throws Rejected `read_model.behind` when that takes too long
   */
  async behind(position: string | undefined, models: readonly ProjectionShape[] = [worklist]): Promise<void> {
    if (position === undefined) return;
    const reached = await Promise.all(models.map((model) => this.service.reached(model, position, BEHIND_MS)));
    if (reached.every((one) => one)) return;
    throw new Rejected('read_model.behind', '数据正在更新,请稍后再试。The list is still catching up; try again in a moment.');
  }
}
