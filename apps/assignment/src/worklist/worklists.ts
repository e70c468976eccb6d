import { Rejected, type PersonKeys, type ProjectionShape } from '@xiezhi/eventsourcing';
import type { Service } from '@xiezhi/service';
import { AccessLog } from '../access-log/access-log.js';
import { Rosters } from '../rosters/rosters.js';
import { worklist } from './worklist.projection.js';
import { WorklistQueries } from './worklist.queries.js';

/** Longest a query waits for a read model to reach the position it was given. */
const BEHIND_MS = 5_000;

/** What the reading routes of assignment use, over one service. */
export class Worklists {
  readonly queries: WorklistQueries;
  readonly accessLog: AccessLog;
  readonly keys: PersonKeys;

  constructor(
    private readonly service: Service,
    readonly rosters: Rosters,
    now: () => string,
  ) {
    this.keys = service.keys;
    this.queries = new WorklistQueries(service.reads, service.readModels, service.keys, now);
    this.accessLog = new AccessLog(service.pool, now);
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
