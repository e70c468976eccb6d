import { StoreUnavailable } from '@xiezhi/eventsourcing';
import { Platform } from '@xiezhi/service';
import { assignment } from '../../../apps/assignment/src/assignment.service.js';
import { until } from '../../../apps/platform/src/demo/api.js';
import { startTestPlatform, type TestPlatform } from '../../support/platform.js';
import { written } from '../oracle/days.js';
import type { HolidayAnnounced } from '../oracle/facts.js';
import type { Step } from '../script/act.js';
import type { Script, Scripted } from '../script/script.js';
import { perform, transferredId, type Known } from './acting.js';
import { People } from './people.js';
import { SimulatedTime } from './simulated-time.js';
import { Store, type Logged } from './store.js';

const SETTLED_WITHIN_MS = 180_000;
/** Acts of one moment that are under way at the same time. */
const AT_ONCE = 8;
const SERVICE = 'assignment';

interface Moment {
  readonly at: number;
  readonly steps: { readonly request: Scripted; readonly step: Step }[];
  holiday?: HolidayAnnounced;
}

export interface Replayed {
  /** Streams of the script's requests, by their numbers. */
  readonly streams: ReadonlyMap<Scripted, string>;
  readonly events: readonly Logged[];
  readonly acts: number;
  /** What was answered otherwise than the script expects. */
  readonly surprises: readonly string[];
  /** Read models that are not what the log makes of nothing. */
  readonly unlikeRebuilt: readonly string[];
}

/** Lives through a script on the real platform: every act at its time, timers when they are due, and nothing while it is down. */
export class Replay {
  private readonly known = new Map<Scripted, Known>();
  /** How often the agency of a stream must have been told. */
  private readonly told = new Map<string, number>();
  /** Streams whose agency may not have been told yet. */
  private readonly untold = new Set<string>();
  private readonly surprises: string[] = [];
  private acts = 0;

  private constructor(
    private readonly script: Script,
    private readonly time: SimulatedTime,
    private readonly store: Store,
    private platform: TestPlatform,
  ) {}

  static async of(script: Script): Promise<Replayed> {
    const time = new SimulatedTime(script.from);
    const platform = await startTestPlatform({}, time);
    const store = new Store(platform.database.url);
    const replay = new Replay(script, time, store, platform);
    try {
      return await replay.#run();
    } finally {
      await store.close();
      await replay.platform.stop();
    }
  }

  async #run(): Promise<Replayed> {
    const people = await People.of(() => this.platform, this.store, this.script.lawyers);
    const outages = [...this.script.outages];
    for (const moment of this.#moments()) {
      const [next] = outages;
      if (next !== undefined && next.to < moment.at) await this.#outage(outages.shift()!);
      await this.#timersUntil(moment.at);
      this.time.jumpTo(moment.at);
      if (moment.holiday !== undefined) await this.#announce(moment.holiday);
      await this.#perform(moment, people);
      await this.#settle();
    }
    await this.#timersUntil(this.script.until);
    const streams = new Map([...this.known].map(([request, { id }]) => [request, streamOf(id!)]));
    const events = await this.store.eventsOfRequests();
    await this.#projected();
    return { streams, events, acts: this.acts, surprises: this.surprises, unlikeRebuilt: await this.store.unlikeRebuilt() };
  }

  #moments(): Moment[] {
    const moments = new Map<number, Moment>();
    const at = (when: number): Moment => {
      const moment = moments.get(when) ?? { at: when, steps: [] };
      moments.set(when, moment);
      return moment;
    };
    for (const request of this.script.requests) for (const step of request.steps) at(step.at).steps.push({ request, step });
    for (const holiday of this.script.announced) at(holiday.at).holiday = holiday;
    return [...moments.values()].toSorted((one, other) => one.at - other.at);
  }

  /** The platform stops, and starts again when the outage is over: what came due meanwhile fires then. */
  async #outage({ from, to }: { readonly from: number; readonly to: number }): Promise<void> {
    await this.#timersUntil(from);
    this.time.jumpTo(from);
    const down = await this.platform.outage();
    this.time.jumpTo(to);
    this.platform = await down.end();
    await this.#settle();
  }

  /** Lets every timer fire at its own time that is due before `at`. */
  async #timersUntil(at: number): Promise<void> {
    for (;;) {
      const due = await this.store.nextTimer(this.time.now());
      if (due === null || due >= at) return;
      this.time.jumpTo(due);
      await this.#settle();
    }
  }

  async #perform({ steps }: Moment, people: People): Promise<void> {
    const left = [...steps];
    const work = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) await this.#act(next.request, next.step, people);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  async #act(request: Scripted, { act, refused }: Step, people: People): Promise<void> {
    if (act.do === 'arriveTransferred') return;
    const known = this.#knownOf(request);
    const lawyer = known.lawyer;
    this.acts += 1;
    const { status, body } = await perform(act, known, people, this.time.now());
    const answered = status >= 400 ? body.code : undefined;
    if (answered !== refused) {
      const { number, written: notice } = request;
      const told = JSON.stringify(body.errors ?? body.detail ?? null);
      this.surprises.push(
        `${number} ${notice.organ} ${notice.ground} ${act.do}: ${status} ${String(answered)} instead of ${String(refused)} ${told}`,
      );
    }
    if (status >= 400) known.lawyer = lawyer;
    else if (act.do === 'assign' || act.do === 'replace') {
      const stream = streamOf(known.id!);
      this.told.set(stream, (this.told.get(stream) ?? 0) + 1);
      this.untold.add(stream);
    } else if (act.do === 'transfer') {
      const spawned = this.script.requests.find(({ transferred }) => transferred === request.number);
      this.known.set(spawned!, { written: spawned!.written, id: transferredId(known.id!, act.to), lawyer: null });
    }
  }

  #knownOf(request: Scripted): Known {
    const known = this.known.get(request) ?? { written: request.written, id: null, lawyer: null };
    this.known.set(request, known);
    return known;
  }

  async #announce({ days }: HolidayAnnounced): Promise<void> {
    const { status, body } = await this.platform.api.administrator.post<{ id: string }>('/api/directory/calendars', {
      scope: 'regional',
      division: '540100',
      year: 2026,
      basis: '拉萨市人民政府关于放假的通知（示例）',
      issuedOn: '2026-09-01',
      days: days.map((of) => ({ day: written(of), rest: true, name: '节日' })),
    });
    if (status !== 200) throw new Error(`the holiday was refused with ${status}: ${JSON.stringify(body)}`);
    await until(
      () => this.store.calendarKnown(body.id),
      (known) => known,
      SETTLED_WITHIN_MS,
    );
  }

  /** Waits until the read models hold everything. */
  async #projected(): Promise<void> {
    const service = this.platform.app.get(Platform).serviceNamed(SERVICE)!;
    const [head, heard] = await Promise.all([service.head(), this.store.heard()]);
    const { projections = [], inboxProjections = [] } = assignment;
    const reached = await Promise.all([
      ...projections.map((projection) => service.reached(projection, head!, SETTLED_WITHIN_MS)),
      ...inboxProjections.map((projection) => service.reached(projection, heard!, SETTLED_WITHIN_MS)),
    ]);
    if (!reached.every(Boolean)) throw new Error('the read models do not come to the end of the log');
  }

  /** Waits until everything that followed from what was done has been done: deliveries, timers, commands, and requests a transfer makes. */
  async #settle(): Promise<void> {
    const service = this.platform.app.get(Platform).serviceNamed(SERVICE)!;
    const look = async () => {
      const [head, heard] = await Promise.all([service.head(), this.store.heard()]);
      const ends: Readonly<Record<string, string | null>> = { events: head, inbox: heard };
      const workflows = service.readers().filter(({ name }) => /^workflow\/.+\//.test(name));
      const behind = workflows.filter(({ name, position }) => (position ?? '') < (ends[name.split('/')[2]!] ?? ''));
      const untold = await this.store.untold([...this.untold], this.told);
      if (untold === 0) this.untold.clear();
      return {
        behind: behind.length,
        untold,
        waiting: await this.store.waiting(this.time.now()),
        broken: service.readers().filter(({ failure }) => failure !== undefined),
      };
    };
    await until(
      // A store that is too busy to answer this look is looked at again.
      () => look().catch((error: unknown) => (error instanceof StoreUnavailable ? null : Promise.reject(error))),
      (seen) => seen !== null && seen.behind === 0 && seen.untold === 0 && seen.waiting.length === 0,
      SETTLED_WITHIN_MS,
    );
  }
}

const streamOf = (id: string): string => `defence-request-${id}`;
