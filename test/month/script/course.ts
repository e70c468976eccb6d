import type { Act, Step, Written } from './act.js';
import type { Agenda } from './agenda.js';
import type { Chance } from './chance.js';

/** Who can be given what: of a case a lawyer defends one person, and in a half-day a lawyer is at one hearing. */
export interface Panel {
  /** Who may still be given a case of its kind, and is given it, with its hearing. */
  nextLawyer(written: Written, before: readonly number[], hearingAt: number | undefined): number;
  /** Gives a lawyer a hearing; false where there is one in that half-day. */
  hold(lawyer: number, hearingAt: number): boolean;
}

const MINUTE_MS = 60_000;
const HOURS_A_DAY = 24;
/** A few days at most, more often soon than late; now and then too late. */
const SOON: readonly (readonly [readonly [number, number], number])[] = [
  [[1, 30], 6],
  [[30, 70], 3],
  [[70, 170], 1],
];

/** Writes the course of one request, act by act, each after the one before. */
export class Course {
  readonly steps: Step[] = [];
  private at: number;
  private lawyers: number[] = [];
  private hearingAt: number | undefined;

  constructor(
    private readonly written: Written,
    private readonly parts: { readonly chance: Chance; readonly agenda: Agenda; readonly panel: Panel; readonly until: number },
    begins: number,
  ) {
    this.at = begins;
    this.hearingAt = written.hearingAt;
  }

  /** From the discovery of the need: `null` for a request that a transfer brought, which is in the worklist already. */
  notice(): boolean {
    const { chance } = this.parts;
    const { written } = this;
    const before = chance.is(0.15);
    if (before) this.act({ do: 'discover', written }, { anyHour: [0.5, 3] });
    // Hardly any organ takes more than three days.
    const hours = chance.weighed([
      [[1, 40], 7],
      [[40, 80], 2],
      [[80, 140], 1],
    ] as const);
    if (before && chance.is(0.05)) {
      this.act({ do: 'ownLawyer' }, { anyHour: hours });
      return false;
    }
    this.act({ do: before ? 'sendDiscovered' : 'send', written }, written.organ === 'police' ? { anyHour: hours } : { office: hours });
    return true;
  }

  /** What a transfer brought is there at this time. */
  arrived(): void {
    this.steps.push({ at: this.at, act: { do: 'arriveTransferred', written: this.written } });
  }

  /** Until a lawyer is assigned; false where none is. `transferTo`: the institution that has jurisdiction, where this one has not. */
  finding(transferTo: string | null): boolean {
    const { chance } = this.parts;
    if (chance.is(0.03)) return this.#ends({ do: 'withdraw' });
    if (chance.is(0.03)) return this.#ends({ do: 'ownLawyer' });
    if (transferTo !== null) return this.#ends({ do: 'transfer', to: transferTo });
    if (chance.is(0.1)) {
      this.act({ do: 'return', unknown: chance.is(0.4) }, { office: [1, 40] });
      if (chance.is(0.9)) this.act({ do: 'correct', written: this.written }, { office: [1, 90] });
    }
    return this.#assign();
  }

  /** The defence, as far as it goes within the month and after it. */
  defence(): void {
    const { chance } = this.parts;
    this.#engage();
    if (chance.is(0.08)) this.act({ do: 'moveCustody' }, { anyHour: [4, 60] });
    if (chance.is(0.1)) this.#hearingMoved(false);
    if (chance.is(0.06)) this.#change();
    if (chance.is(0.08) && !this.#refused()) return;
    if (chance.is(0.05)) return this.#terminated();
    this.#concluded();
  }

  #assign(): boolean {
    const lawyer = this.parts.panel.nextLawyer(this.written, this.lawyers, this.hearingAt);
    this.act({ do: 'assign', lawyer }, { office: this.parts.chance.weighed(SOON) });
    this.lawyers.push(lawyer);
    return true;
  }

  /** Agreement, papers and first meeting, in the order in which they come, not always all. */
  #engage(): void {
    const { chance } = this.parts;
    const court = this.written.organ === 'court';
    if (court && chance.is(0.7)) this.act({ do: 'fileDefence' }, { office: chance.weighed(SOON) });
    if (chance.is(0.05)) return;
    this.act({ do: 'sign' }, { office: chance.is(0.85) ? [2, 90] : [90, 200] });
    if (chance.is(0.85)) this.act({ do: 'meet', agreed: true }, { office: [2, 60] });
    if (court && chance.is(0.5) && !this.#has('fileDefence')) this.act({ do: 'fileDefence' }, { office: [1, 40] });
  }

  #has(what: Act['do']): boolean {
    const last = this.steps.findLastIndex(({ act }) => act.do === 'assign' || act.do === 'replace');
    return this.steps.slice(last).some(({ act }) => act.do === what);
  }

  #hearingMoved(forNewDefender: boolean): void {
    const { chance, agenda, panel } = this.parts;
    if (this.written.hearingAt === undefined) return;
    let hearingAt: number;
    do hearingAt = agenda.office(this.at, 20 * HOURS_A_DAY, 40 * HOURS_A_DAY);
    while (!panel.hold(this.lawyers.at(-1)!, hearingAt));
    this.hearingAt = hearingAt;
    this.act(
      { do: 'moveHearing', hearingAt, forNewDefender },
      {
        office: chance.weighed(SOON),
      },
    );
  }

  #change(): void {
    const { chance } = this.parts;
    this.act({ do: 'requestChange' }, { office: [5, 60] });
    const hours = chance.is(0.8) ? ([2, 90] as const) : ([90, 220] as const);
    if (chance.is(0.5)) return this.act({ do: 'declineChange' }, { office: hours });
    const lawyer = this.parts.panel.nextLawyer(this.written, this.lawyers, this.hearingAt);
    this.act({ do: 'replace', lawyer }, { office: hours });
    this.lawyers.push(lawyer);
    this.#engage();
  }

  /** False where the request ended with it. */
  #refused(): boolean {
    const { chance } = this.parts;
    const mandatory = this.written.ground !== 'discretionary';
    const refusedAt = this.at;
    // Who is asked at the first meeting may say no there (司发通〔2013〕18号 第14条).
    if (this.#has('sign') && !this.#has('meet')) this.act({ do: 'meet', agreed: false }, { office: [2, 60] });
    else this.act({ do: 'refuse', refusedAt: refusedAt + MINUTE_MS }, { office: [1, 100] });
    if (mandatory && chance.is(0.35)) {
      this.act({ do: 'rejectRefusal' }, { office: [4, 60] });
      return true;
    }
    this.act({ do: 'acceptRefusal' }, { office: [4, 60] });
    if (chance.is(0.4)) {
      const engagedAt = this.parts.agenda.anyHour(this.at, 4, 150);
      this.act({ do: 'ownEngagement', engagedAt }, { office: [1, 60] }, engagedAt);
      return false;
    }
    // The court waits until the five days are over: nine with a long holiday after them would be too few to say so here.
    this.act({ do: 'reassign' }, { office: [10 * HOURS_A_DAY, 17 * HOURS_A_DAY] });
    if (!this.#assign()) return false;
    if (this.written.hearingAt !== undefined) this.#hearingMoved(true);
    this.#engage();
    // In a mandatory case the person cannot refuse a second time.
    if (mandatory)
      this.act({ do: 'refuse', refusedAt: this.at + MINUTE_MS }, { office: [5, 40] }, undefined, 'defence_request.refusal_not_allowed');
    return true;
  }

  #terminated(): void {
    this.act({ do: 'terminate' }, { office: [5, 100] });
    if (this.parts.chance.is(0.9)) this.act({ do: 'serveTermination' }, { office: this.parts.chance.weighed(SOON) });
  }

  #concluded(): void {
    const { chance } = this.parts;
    const concludedAt = this.parts.agenda.office(this.at, 2 * HOURS_A_DAY, 20 * HOURS_A_DAY);
    this.act({ do: 'conclude', concludedAt }, { office: [0, 50] }, concludedAt - 1);
    const sends = chance.is(0.9);
    if (sends && chance.is(0.7)) this.act({ do: 'documentSent' }, { office: chance.is(0.8) ? [1, 100] : [100, 250] });
    if (chance.is(0.1)) return;
    this.#submit();
    if (chance.is(0.1)) {
      this.act({ do: 'returnFile' }, { office: [5, 20 * HOURS_A_DAY] });
      this.#submit();
    }
    if (chance.is(0.85))
      this.act({ do: 'acceptFile' }, { office: chance.is(0.85) ? [5, 25 * HOURS_A_DAY] : [25 * HOURS_A_DAY, 40 * HOURS_A_DAY] });
  }

  #submit(): void {
    this.act({ do: 'submitFile' }, { office: this.parts.chance.is(0.8) ? [10, 24 * HOURS_A_DAY] : [24 * HOURS_A_DAY, 45 * HOURS_A_DAY] });
  }

  #ends(act: Act): false {
    this.act(act, { office: [1, 60] });
    return false;
  }

  /** The next act, so many hours after the last one or after `since`, in the hours of an office or at any; none after the script's end. */
  private act(
    act: Act,
    when: { office: readonly [number, number] } | { anyHour: readonly [number, number] },
    since = this.at,
    refused?: string,
  ): void {
    const { agenda, until } = this.parts;
    const from = Math.max(since, this.at);
    const at = 'office' in when ? agenda.office(from, ...when.office) : agenda.anyHour(from, ...when.anyHour);
    // Whoever is beyond the end never acts, and neither does anybody after him.
    this.at = at;
    if (at >= until) return;
    this.steps.push({ at, act, ...(refused !== undefined && { refused }) });
  }

  /** When the last act was. */
  get last(): number {
    return this.at;
  }
}
