import { derivedId, type Actor } from '@xiezhi/eventsourcing';
import type { WorkingDayCalendar } from '@xiezhi/legal-policy';
import {
  defenceRequest,
  type DefenceRequestCommand,
  type DefenceRequestEvent,
  type DefenceRequestState,
  type Parties,
} from '../../../apps/assignment/src/defence-request/defence-request.js';
import { letterNumber, seriesYear } from '../../../apps/assignment/src/defence-request/letter-number.js';
import type { PaperInput } from '../../../apps/assignment/src/defence-request/paper.js';
import type { Chance, Odds } from './chance.js';
import { courseAfter } from './course.js';
import { noticeAt } from './notices.js';
import type { GeneratedLawyer } from './places.js';

/** One generated request while it goes on: what a handler would read of its stream. */
export interface Matter {
  readonly id: string;
  readonly number: number;
  state: DefenceRequestState;
  revision: number;
  commands: number;
}

/** What somebody does next; it is decided on the state of then. */
export interface Step {
  readonly at: number;
  readonly matter: Matter;
  readonly act: (at: string) => { readonly command: DefenceRequestCommand; readonly by: Actor } | null;
}

/** Where matters arise, and who is there. */
export interface World {
  readonly chance: Chance;
  readonly calendar: WorkingDayCalendar;
  readonly lawyersOf: (division: string) => readonly GeneratedLawyer[];
  /** The next number of an institution's letters in a year. */
  readonly nextLetter: (institution: string, year: number) => number;
}

/** What becomes of a notice; `waits` never gets a lawyer, and its clock is broken. */
const OUTCOMES: Odds<'assigned' | 'withdrawn' | 'own_lawyer' | 'transferred' | 'waits'> = [
  ['assigned', 91],
  ['own_lawyer', 4],
  ['withdrawn', 3],
  ['transferred', 1.5],
  ['waits', 0.5],
];
/** How many lawyers an officer looks at before giving up for the day. */
const LAWYERS_TRIED = 6;

const iso = (at: number): string => new Date(at).toISOString();
const account = (agency: string, n: number): string => derivedId('bench account', agency, String(n % 5));

/** How requests go, from what happens in them to what follows. */
export class Lives {
  constructor(private readonly world: World) {}

  /** A notice of matter `number`, written in `division` at `at`. */
  begin(number: number, division: string, at: number, personId: string, contactId: string): Step {
    const { organKind, notice } = noticeAt(this.world.chance, at, division, number);
    const parties: Parties = { organ: `${organKind}-${division}`, organKind, institution: `institution-${division}`, division };
    const matter: Matter = {
      id: derivedId(defenceRequest.name, derivedId('bench notice', String(number))),
      number,
      state: defenceRequest.decider.initial,
      revision: -1,
      commands: 0,
    };
    const { calendar } = this.world;
    return {
      at,
      matter,
      act: (now) => ({
        command: { type: 'SendNotice', data: { at: now, calendar, parties, notice: { ...notice, personId, contactId } } },
        by: this.#clerk(parties, number),
      }),
    };
  }

  /** What follows from an event, and when. */
  after(matter: Matter, event: DefenceRequestEvent, at: number): readonly Step[] {
    const { parties } = event.data;
    switch (event.type) {
      case 'DefenceNotificationReceived':
        return [...this.#received(matter, parties, at), this.#breach(matter, event.data.clock.id, Date.parse(event.data.clock.dueAt))];
      case 'NotificationReturnedIncomplete':
        return [this.#correction(matter, parties, at)];
      case 'LawyerAssigned':
        return [this.#confirmation(matter, parties, at)];
      case 'ClockStarted':
        return [this.#breach(matter, event.data.dutyId, Date.parse(event.data.clock.dueAt))];
      default:
        return courseAfter(this.world, matter, event, at);
    }
  }

  #received(matter: Matter, parties: Parties, at: number): readonly Step[] {
    const { chance } = this.world;
    const papers = chance.happens(0.6) ? Array.from({ length: chance.whole(1, 3) }, () => this.#paper(matter, parties, at)) : [];
    const returned = chance.happens(0.08) ? [this.#return(matter, parties, at)] : [];
    return [...papers, ...returned, ...this.#outcome(matter, parties, at + (returned.length > 0 ? 30 * 3_600_000 : 0))];
  }

  #outcome(matter: Matter, parties: Parties, from: number): readonly Step[] {
    const { chance } = this.world;
    const officer = this.#officer(parties, matter.number);
    const clerk = this.#clerk(parties, matter.number);
    const step = (after: number, make: (at: string) => DefenceRequestCommand, by: Actor): Step => ({
      at: from + after,
      matter,
      act: (at) => ({ command: make(at), by }),
    });
    switch (chance.weighted(OUTCOMES)) {
      case 'assigned':
        return [this.#assignment(matter, parties, from + chance.hours(1, 80))];
      case 'withdrawn':
        return [step(chance.hours(2, 60), (at) => ({ type: 'WithdrawNotice', data: { at, reason: '当事人已被取保候审' } }), clerk)];
      case 'own_lawyer':
        return [step(chance.hours(2, 60), (at) => ({ type: 'RecordOwnLawyer', data: { at } }), clerk)];
      case 'transferred': {
        const to = { ...parties, institution: 'institution-540000', division: '540000' };
        return [
          step(
            chance.hours(1, 20),
            (at) => ({ type: 'TransferJurisdiction', data: { at, to, reason: '应由自治区法律援助中心办理' } }),
            officer,
          ),
        ];
      }
      case 'waits':
        return [];
    }
  }

  #assignment(matter: Matter, parties: Parties, at: number): Step {
    const { chance, lawyersOf, nextLetter } = this.world;
    const { institution, division } = parties;
    return {
      at,
      matter,
      act: (now) => {
        const serving = lawyersOf(division);
        if (!('facts' in matter.state)) return null;
        const wanted = matter.state.facts;
        for (let tried = 0; tried < LAWYERS_TRIED; tried += 1) {
          const lawyer = chance.one(serving);
          if (lawyer.criminalDefenceYears < (wanted.lifeOrDeath ? 3 : 0) || (wanted.minor && !lawyer.minorsTrained)) continue;
          const year = seriesYear(now);
          const number = letterNumber(division, year, nextLetter(institution, year));
          const data = { at: now, lawyer, defendsCoAccused: false, letterNumber: number };
          return { command: { type: 'AssignLawyer', data }, by: this.#officer(parties, matter.number) };
        }
        return null;
      },
    };
  }

  /** Told at once by the platform; one in twelve by hand within two days. */
  #confirmation(matter: Matter, parties: Parties, at: number): Step {
    const { chance, calendar } = this.world;
    if (chance.happens(1 / 12)) {
      const served = at + chance.hours(2, 48);
      return {
        at: served + 60_000,
        matter,
        act: (now) => ({
          command: { type: 'RecordService', data: { at: now, calendar, servedAt: iso(served) } },
          by: this.#officer(parties, matter.number),
        }),
      };
    }
    return {
      at: at + 2_000,
      matter,
      act: (now) => ({
        command: { type: 'ConfirmNotified', data: { at: now, calendar, agency: parties.organ } },
        by: { agency: 'xiezhi', role: 'system' },
      }),
    };
  }

  #paper(matter: Matter, parties: Parties, at: number): Step {
    const { chance } = this.world;
    return {
      at: at + chance.hours(0, 1),
      matter,
      act: (now) => {
        const paperId = derivedId('bench paper', matter.id, now, String(matter.commands));
        const paper: PaperInput = {
          paperId,
          kind: 'indictment',
          attachmentId: paperId,
          sha256: paperId.replaceAll('-', '').repeat(2),
          size: 48_213,
          mediaType: 'application/pdf',
          scanned: true,
          fileName: '起诉书副本.pdf',
        };
        return { command: { type: 'AttachPaper', data: { at: now, by: parties.organ, paper } }, by: this.#clerk(parties, matter.number) };
      },
    };
  }

  #return(matter: Matter, parties: Parties, at: number): Step {
    const { chance, calendar } = this.world;
    return {
      at: at + chance.hours(1, 8),
      matter,
      act: (now) => ({
        command: { type: 'ReturnIncomplete', data: { at: now, calendar, missing: '请注明羁押场所' } },
        by: this.#officer(parties, matter.number),
      }),
    };
  }

  #correction(matter: Matter, parties: Parties, at: number): Step {
    const { chance, calendar } = this.world;
    return {
      at: at + chance.hours(2, 20),
      matter,
      act: (now) => {
        const { state, number } = matter;
        if (!('facts' in state)) return null;
        const { personId, contactId, facts } = state;
        if (personId === undefined || contactId === undefined) return null;
        // The clerk writes it again; what the stream holds of the person is sealed. A hearing that is past is written no more.
        const { notice } = noticeAt(chance, Date.parse(now), parties.division, number);
        const { hearingAt: _old, ...kept } = facts;
        const whole = { ...notice, facts: facts.hearingAt !== undefined && facts.hearingAt > now ? facts : kept, personId, contactId };
        const data = { at: now, calendar, notice: { ...whole, person: { ...whole.person, birthDate: birthOf(facts.minor, now) } } };
        return { command: { type: 'CorrectNotice', data }, by: this.#clerk(parties, number) };
      },
    };
  }

  /** The timer of a clock: most fire when there is nothing to say any more. */
  #breach(matter: Matter, clockId: string, dueAt: number): Step {
    const { calendar } = this.world;
    return {
      at: dueAt + 1_000,
      matter,
      act: (at) => ({
        command: { type: 'RecordBreach', data: { at, calendar, clockId } },
        by: { agency: 'xiezhi', role: 'system' },
      }),
    };
  }

  readonly #clerk = ({ organ }: Parties, n: number): Actor => ({ agency: organ, role: 'case_agency_clerk', person: account(organ, n) });
  readonly #officer = ({ institution }: Parties, n: number): Actor => ({
    agency: institution,
    role: 'institution_officer',
    person: account(institution, n),
  });
}

const birthOf = (minor: boolean, now: string): string => `${Number(now.slice(0, 4)) - (minor ? 16 : 40)}-03-01`;
