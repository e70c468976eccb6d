import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  derivedId,
  Rejected,
  type CommandContext,
  type Handled,
  type Message,
  type PersonKeys,
  type StreamHandler,
} from '@xiezhi/eventsourcing';
import type { CaseAgencyKind } from '@xiezhi/legal-policy';
import type { Calendars } from '../calendars/calendars.queries.js';
import { SYSTEM_ROLE } from '../defence-request/relations.js';
import type { DutyShifts } from '../duty-shifts/duty-shifts.queries.js';
import type { Circles } from '../sensitive-matter/sensitive-matter.circles.js';
import type { Rosters } from '../rosters/rosters.js';
import { dutyHelp, type DutyHelpCommand, type DutyHelpEvent, type DutyHelpState, type DutyLawyer, type HelpParties } from './duty-help.js';
import type { DutyHelpFacts, HelpContact, HelpedPerson } from './facts.js';

/** A request for help as a clerk writes it; ids and keys are the platform's. */
export interface HelpBody {
  readonly facts: DutyHelpFacts;
  readonly person: HelpedPerson;
  readonly contact: HelpContact;
}

/** Commands whose facts must be gathered first … */
type Gathered =
  | Message<'RequestHelp', HelpBody & { readonly organKind: CaseAgencyKind; readonly division: string }>
  | Message<'NotifyDutyLawyer', { readonly lawyerId: string }>;
/** … and those that only need the time. */
type Plain<Command> =
  Command extends Message<infer Type, infer Data>
    ? Type extends Gathered['type']
      ? never
      : Message<Type, Omit<Data, 'at' | 'calendar' | 'helpId'> & { readonly at?: string }>
    : never;
export type DutyHelpIntent = Gathered | Plain<DutyHelpCommand>;

/** Who sends a command; of a lawyer also the row of the roster that the account stands for. */
export type HelpContext = Omit<CommandContext, 'division'> & { readonly lawyerId?: string };

/** The one envelope of this stream type. `id` is `null` for a new request. */
export class DutyHelps {
  constructor(
    readonly id: string | null,
    readonly intent: DutyHelpIntent,
    readonly context: HelpContext,
  ) {}
}

export type DutyHelpHandled = Handled<DutyHelpState> & { readonly id: string };

export const helpNotFound = (): Rejected =>
  new Rejected('duty_help.not_found', '没有这件法律帮助,或它不属于您。No such help, or it is not yours.');

/** What belongs to the organ alone, to the institution alone, and to the lawyer who was told or the institution on the lawyer's behalf. */
const SIDE: Readonly<Record<Exclude<DutyHelpIntent['type'], 'RequestHelp'>, 'organ' | 'institution' | 'lawyer' | 'system'>> = {
  NotifyDutyLawyer: 'institution',
  RecordHelp: 'lawyer',
  RecordAidApplication: 'lawyer',
  PassOnAidApplication: 'lawyer',
  ConcludeHelp: 'lawyer',
  CancelHelp: 'organ',
  RecordBreach: 'system',
  RecordPersonErased: 'system',
};

export interface DutyHelpTools {
  readonly streams: StreamHandler<DutyHelpState, DutyHelpCommand, DutyHelpEvent>;
  readonly circles: Circles;
  readonly rosters: Rosters;
  readonly shifts: DutyShifts;
  readonly keys: PersonKeys;
  readonly calendars: Calendars;
  /** Now, as an ISO instant. */
  readonly now: () => string;
}

/** Gathers the facts a command needs, then hands it to the rules. */
@CommandHandler(DutyHelps)
export class DutyHelpHandler implements ICommandHandler<DutyHelps> {
  constructor(private readonly tools: DutyHelpTools) {}

  async execute({ id, intent, context: { lawyerId, ...context } }: DutyHelps): Promise<DutyHelpHandled> {
    const at = this.tools.now();
    if (intent.type === 'RequestHelp') return this.#request(intent.data, at, context);
    if (id === null) throw helpNotFound();
    const { state } = await this.tools.streams.load(id);
    const parties = partiesFor(state, context, lawyerId, SIDE[intent.type]);
    if (!(await this.tools.circles.admit(id, context.actor))) throw helpNotFound();
    const whole: CommandContext = { ...context, division: parties.division };
    switch (intent.type) {
      case 'NotifyDutyLawyer': {
        const { id: lawyer, status } = await this.tools.rosters.lawyer(intent.data.lawyerId);
        const barred = await this.#barred(lawyer, parties.division);
        return this.#handle(id, { type: 'NotifyDutyLawyer', data: { at, lawyer: { id: lawyer, status, barred } } }, whole);
      }
      case 'RecordHelp': {
        const helpId = derivedId('duty-help-given', context.commandId);
        return this.#handle(id, { type: 'RecordHelp', data: { at, helpId, ...intent.data } }, whole);
      }
      case 'RecordAidApplication': {
        const calendar = await this.tools.calendars.of(parties.division);
        return this.#handle(id, { type: 'RecordAidApplication', data: { at, calendar, ...intent.data } }, whole);
      }
      default:
        return this.#handle(id, { ...intent, data: { at, ...intent.data } } as DutyHelpCommand, whole);
    }
  }

  async #request(
    { organKind, division, facts, person, contact }: Extract<Gathered, { type: 'RequestHelp' }>['data'],
    at: string,
    context: Omit<CommandContext, 'division'>,
  ): Promise<DutyHelpHandled> {
    const { keys, rosters, calendars } = this.tools;
    const { code, division: ofInstitution } = await rosters.institutionIn(division);
    const [personKey, contactKey, calendar, lawyer] = await Promise.all([
      keys.create(),
      keys.create(),
      calendars.of(ofInstitution),
      this.#onDuty(code, ofInstitution, facts, at),
    ]);
    const parties: HelpParties = { organ: context.actor.agency, organKind, institution: code, division: ofInstitution };
    const { personId } = personKey;
    const contactId = contactKey.personId;
    const id = derivedId(dutyHelp.name, context.commandId);
    const data = { at, calendar, parties, facts, personId, contactId, person, contact, lawyer };
    return this.#handle(id, { type: 'RequestHelp', data }, { ...context, division: ofInstitution }, true);
  }

  /** Who the rota has at the place now, as the roster knows the lawyer. */
  async #onDuty(institution: string, division: string, facts: DutyHelpFacts, at: string): Promise<DutyLawyer | null> {
    const { shifts, rosters } = this.tools;
    const shift = await shifts.at(institution, facts, at);
    const row = shift === null ? null : await rosters.lawyerRow(shift.lawyerId);
    if (row === null) return null;
    return { id: row.id, status: row.status, barred: await this.#barred(row.id, division), shiftId: shift!.shiftId };
  }

  async #barred(lawyerId: string, division: string): Promise<boolean> {
    return (await this.tools.rosters.barredIn(division, lawyerId)).has(lawyerId);
  }

  async #handle(id: string, command: DutyHelpCommand, context: CommandContext, likelyNew = false): Promise<DutyHelpHandled> {
    return { id, ...(await this.tools.streams.handle(id, command, context, { likelyNew })) };
  }
}

/** The parties, when the actor may do this; to whoever is no party, or not this one, it does not exist. */
function partiesFor(
  state: DutyHelpState,
  { actor }: Omit<CommandContext, 'division'>,
  lawyerId: string | undefined,
  side: (typeof SIDE)[keyof typeof SIDE],
): HelpParties {
  if (state.status === 'none') throw helpNotFound();
  const { parties } = state;
  const isLawyer = lawyerId !== undefined && lawyerId === state.lawyerId;
  const isInstitution = actor.agency === parties.institution && actor.role !== 'lawyer';
  const may = {
    organ: actor.agency === parties.organ,
    institution: isInstitution,
    lawyer: isLawyer || isInstitution,
    system: false,
  };
  if (actor.role !== SYSTEM_ROLE && !may[side]) throw helpNotFound();
  return parties;
}
