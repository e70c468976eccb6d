import type { QualityFigure } from '@xiezhi/contracts';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  derivedId,
  Rejected,
  type CommandContext,
  type Message,
  type NumberSeriesCommand,
  type NumberSeriesEvent,
  type NumberSeriesState,
  type PersonKeys,
  type StreamHandler,
} from '@xiezhi/eventsourcing';
import type { ClockOverride } from '@xiezhi/legal-policy';
import { actorOf, type Principal } from '@xiezhi/service';
import type { Calendars } from '../calendars/calendars.queries.js';
import type { AidCaseState } from '../aid-case/aid-case.js';
import { notFound as noSuchCase } from '../aid-case/state.js';
import { notFound as requestNotFound } from '../defence-request/relations.js';
import type { DefenceRequestState } from '../defence-request/state.js';
import type { QualityFigures } from '../quality-figures/quality-figures.queries.js';
import { knownMatter, type QualityHandled } from '../quality-matters/quality.handling.js';
import { documentNumber } from '../quality-matters/quality.numbers.js';
import { BY_THEMSELVES, INSTITUTION_STAFF, qualityNotFound, sideOf, type OfInstitution } from '../quality-matters/quality.side.js';
import type { Circles } from '../sensitive-matter/sensitive-matter.circles.js';
import type { Rosters } from '../rosters/rosters.js';
import type { ByDecider, ComplaintSubject } from './commands.js';
import { complaint, type ComplaintCommand, type ComplaintEvent, type ComplaintState } from './complaint.js';
import type { ComplaintDuty } from './duty.js';

/** Facts that are gathered here, and not given. */
type Looked = 'at' | 'by' | 'calendar' | 'figure' | 'parties' | 'number' | 'subject' | 'personId';
type Bare<Command> = Command extends Message<infer Type, infer Data> ? Message<Type, Omit<Data, Looked>> : never;
type Filing = Extract<Bare<ComplaintCommand>, { type: 'FileComplaint' }>;
/** What is complained about, as the filer says it; `institution` where no request says whose it is. */
export interface GivenSubject extends ComplaintSubject {
  readonly institution: string | null;
}
export type ComplaintIntent =
  Exclude<Bare<ComplaintCommand>, Filing> | Message<'FileComplaint', Filing['data'] & { readonly subject: GivenSubject }>;

/** The one envelope of complaints; `id` is `null` for a new one. `by`: who acts, the platform itself when `null`. */
export class Complaints {
  constructor(
    readonly id: string | null,
    readonly intent: ComplaintIntent,
    readonly by: Principal | null,
    readonly context: Omit<CommandContext, 'division'>,
  ) {}
}

export type ComplaintHandled = QualityHandled<ComplaintState>;

export interface ComplaintTools {
  readonly streams: StreamHandler<ComplaintState, ComplaintCommand, ComplaintEvent>;
  readonly requests: { load(id: string): Promise<{ readonly state: DefenceRequestState }> };
  readonly cases: { load(id: string): Promise<{ readonly state: AidCaseState }> };
  readonly numbers: StreamHandler<NumberSeriesState, NumberSeriesCommand, NumberSeriesEvent>;
  readonly rosters: Rosters;
  readonly keys: PersonKeys;
  readonly calendars: Calendars;
  readonly figures: QualityFigures;
  readonly circles: Circles;
  readonly now: () => string;
}

/** The word (字) of the series of complaints. */
const WORD = '投';
const FIGURE_OF: Readonly<Record<ComplaintDuty, { readonly figure: QualityFigure; readonly unit: 'day' | 'working_day' }>> = {
  accept: { figure: 'complaint_accept_days', unit: 'working_day' },
  conclude: { figure: 'complaint_conclude_days', unit: 'day' },
  answer: { figure: 'complaint_answer_days', unit: 'working_day' },
};
/** The duty that a command starts. */
const STARTS: Partial<Readonly<Record<ComplaintCommand['type'], ComplaintDuty>>> = {
  AcceptComplaint: 'conclude',
  DecideComplaint: 'answer',
};

/** Gathers whose complaint it is, its number and the division's figures, then hands the command to the rules. */
@CommandHandler(Complaints)
export class ComplaintHandler implements ICommandHandler<Complaints> {
  constructor(private readonly tools: ComplaintTools) {}

  async execute({ id, intent, by, context }: Complaints): Promise<ComplaintHandled> {
    const at = this.tools.now();
    if (intent.type === 'FileComplaint') return this.#file(intent.data, at, by, context);
    const { id: known, state } = await knownMatter(this.tools.streams, id, () => true);
    const about = state.subject.requestId;
    if (about !== null && !(await this.tools.circles.admit(about, context.actor))) throw qualityNotFound();
    const { division } = state.parties;
    const running = intent.type === 'RecountClock' ? state.running : null;
    const duty = running?.duty ?? STARTS[intent.type];
    // A clock is counted again by what held when it started.
    const counting = duty === undefined ? {} : await this.#counting(duty, division, running?.clock.startedAt ?? at);
    const command = {
      type: intent.type,
      data: { at, by: actingOn(state, intent, by), ...counting, ...intent.data },
    } as ComplaintCommand;
    return { id: known, ...(await this.tools.streams.handle(known, command, { ...context, division })) };
  }

  async #file(
    { subject: given, ...said }: Extract<ComplaintIntent, { type: 'FileComplaint' }>['data'],
    at: string,
    by: Principal | null,
    context: Omit<CommandContext, 'division'>,
  ): Promise<ComplaintHandled> {
    const { streams, keys, numbers } = this.tools;
    const { lawyerId, ...of } = await this.#handledBy(given, by!);
    const { division } = of;
    const whole: CommandContext = { ...context, division };
    const id = derivedId(complaint.name, context.commandId);
    const [{ personId }, counting, number] = await Promise.all([
      keys.create(),
      this.#counting('accept', division, said.receivedAt),
      documentNumber(numbers, of, WORD, `complaint:${id}`, at, whole),
    ]);
    const { about, requestId, matter } = given;
    const parties = { ...of, filedBy: by!.agency, filer: by!.account };
    const data = {
      ...said,
      at,
      ...counting,
      parties,
      number,
      subject: { about, requestId, lawyerId, ...(matter !== undefined && { matter }) },
      personId,
    };
    return { id, ...(await streams.handle(id, { type: 'FileComplaint', data }, whole, { likelyNew: true })) };
  }

  /**
   * The institution whose complaint it is, and the lawyer: of a matter the one who has it.
   * @throws Rejected `defence_request.not_found`, `aid_case.not_found` where the filer has nothing to do with the matter
   */
  async #handledBy(
    { about, requestId, matter, lawyerId, institution }: GivenSubject,
    by: Principal,
  ): Promise<OfInstitution & { readonly lawyerId: string | null }> {
    const { requests, cases, rosters } = this.tools;
    if (about === 'request' && requestId === null) throw incomplete('requestId');
    if (lawyerId !== null) await rosters.lawyer(lawyerId);
    if (requestId !== null) {
      const { state } = await (matter === 'aid-case' ? cases : requests).load(requestId);
      if (state.status === 'none' || !mayComplainOf(state, by) || !(await this.tools.circles.admit(requestId, actorOf(by))))
        throw matter === 'aid-case' ? noSuchCase() : requestNotFound();
      const whose = lawyerId ?? ('lawyerId' in state ? (state.lawyerId ?? null) : null);
      if (about === 'lawyer' && whose === null) throw incomplete('lawyerId');
      return { institution: state.parties.institution, division: state.parties.division, lawyerId: about === 'institution' ? null : whose };
    }
    if (about === 'lawyer' && lawyerId === null) throw incomplete('lawyerId');
    const own = INSTITUTION_STAFF.includes(by.role) ? by.agency : null;
    const code = about === 'institution' ? institution : (institution ?? own);
    if (code === null) throw incomplete('institution');
    const { code: found, division } = await rosters.institution(code);
    return { institution: found, division, lawyerId };
  }

  async #counting(duty: ComplaintDuty, division: string, at: string) {
    const { calendars, figures } = this.tools;
    const { figure: name, unit } = FIGURE_OF[duty];
    const [calendar, set] = await Promise.all([calendars.of(division), figures.of(name, division, at)]);
    const figure: ClockOverride | null = set === null ? null : { amount: set.value, unit, basis: set.source };
    return { calendar, figure };
  }
}

/** What is complained about is not said. */
function incomplete(path: string): Rejected {
  const detail = '请指明投诉的案件、律师或者法律援助机构。Say which request, lawyer or institution it is about.';
  return new Rejected('complaint.subject.invalid', detail, { errors: [{ path, code: 'required', detail }] });
}

/** Parties of a matter, its lawyer and the justice side may complain of it; to anybody else it does not exist. */
function mayComplainOf(state: Exclude<DefenceRequestState | AidCaseState, { status: 'none' }>, by: Principal): boolean {
  const { organ, institution, division } = state.parties;
  if (by.role === 'lawyer') return 'lawyerId' in state && by.lawyerId !== undefined && state.lawyerId === by.lawyerId;
  return by.agency === organ || by.agency === institution || sideOf(by, { institution, division }) !== null;
}

/**
 * As which side somebody acts.
 * @throws Rejected `quality.not_found` to who has nothing to do with it
 */
function actingOn(state: Exclude<ComplaintState, { status: 'none' }>, intent: ComplaintIntent, by: Principal | null): ByDecider['by'] {
  if (by === null) return 'justice';
  const side = sideOf(by, state.parties);
  if (side !== null) return side;
  // The lawyer complained about states the own side, once the complaint is accepted.
  const statesOwnSide = intent.type === 'RecordStep' && intent.data.step === 'subject_statement' && state.status === 'accepted';
  if (statesOwnSide && by.lawyerId !== undefined && by.lawyerId === state.subject.lawyerId) return 'institution';
  // Who filed it may take it back.
  const { filedBy, filer } = state.parties;
  const own = BY_THEMSELVES.includes(by.role) ? by.account === filer : by.agency === filedBy;
  if (intent.type === 'WithdrawComplaint' && own) return 'institution';
  throw qualityNotFound();
}
