import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  derivedId,
  NoPersonKey,
  numberSeriesId,
  Rejected,
  type CommandContext,
  type Handled,
  type JsonObject,
  type Message,
  type NumberSeriesCommand,
  type NumberSeriesEvent,
  type NumberSeriesState,
  type StreamHandler,
} from '@xiezhi/eventsourcing';
import type { MatterKind } from '@xiezhi/contracts';
import { currentTemplate, missingFields, shanghaiDay, type LetterForm, type LetterTemplate } from '@xiezhi/legal-policy';
import { notFound as noSuchCase } from '../aid-case/state.js';
import { notFound as requestNotFound, SYSTEM_ROLE } from '../defence-request/relations.js';
import { letterNumber, seriesYear } from '../defence-request/letter-number.js';
import type { Circles } from '../sensitive-matter/sensitive-matter.circles.js';
import type { Rosters } from '../rosters/rosters.js';
import { drawnFields, groupedFields, insistOnFields, missingErrors } from './letter-fields.js';
import {
  letter,
  type FieldTexts,
  type LetterCommand,
  type LetterEvent,
  type LetterMatter,
  type LetterState,
  type ServiceDetails,
  type ServiceManner,
} from './letter.js';
import type { DrawnFromMatters } from './letter.sources.js';
import { contentHash, type LettersInClear } from './letter.texts.js';

/** A letter that tells of a decision whose number was allotted with it. */
export interface NumberedLetter extends JsonObject {
  readonly number: string;
  readonly at: string;
}

/** What is asked of letters; the handler gathers what the rules need beyond it. */
export type LetterIntent =
  | Message<
      'DraftLetter',
      {
        readonly requestId: string;
        /** Left out: a defence request. */
        readonly of?: MatterKind;
        readonly form: LetterForm;
        readonly fields?: FieldTexts;
        readonly numbered?: NumberedLetter;
      }
    >
  | Message<'ReviseLetter', { readonly fields: FieldTexts }>
  /** 签发: a person asks for the letter's number … */
  | Message<'RequestNumber', object>
  /** … and the platform sees to it that it gets one. */
  | Message<'IssueLetter', object>
  | Message<
      'ServeLetter',
      {
        readonly servedAt: string;
        readonly manner: ServiceManner;
        readonly details?: ServiceDetails;
        readonly receiptPaperId?: string;
      }
    >
  | Message<'VoidLetter', { readonly reason: string }>;

/** The one envelope of this stream type. `id` is `null` for a new letter. */
export class Letters {
  constructor(
    readonly id: string | null,
    readonly intent: LetterIntent,
    readonly context: Omit<CommandContext, 'division'>,
    /** The matter it is a letter of, where the caller names one: a letter of another does not exist there. */
    readonly requestId?: string,
  ) {}
}

export type LetterHandled = Handled<LetterState> & { readonly id: string };

export interface LetterTools {
  readonly streams: StreamHandler<LetterState, LetterCommand, LetterEvent>;
  readonly numbers: StreamHandler<NumberSeriesState, NumberSeriesCommand, NumberSeriesEvent>;
  readonly circles: Pick<Circles, 'admit'>;
  readonly rosters: Rosters;
  readonly sources: DrawnFromMatters;
  readonly texts: LettersInClear;
  /** Now, as an ISO instant. */
  readonly now: () => string;
}

type Context = Omit<CommandContext, 'division'>;
type Known = Exclude<LetterState, { readonly status: 'none' }>;

/** Gathers what a letter says and which number it gets, then hands it to the rules. */
@CommandHandler(Letters)
export class LetterHandler implements ICommandHandler<Letters> {
  constructor(private readonly tools: LetterTools) {}

  async execute({ id, intent, context, requestId }: Letters): Promise<LetterHandled> {
    try {
      switch (intent.type) {
        case 'DraftLetter':
          return await this.#draft(id, intent.data, context);
        default:
          return await this.#onLetter(id!, intent, context, requestId);
      }
    } catch (error) {
      // An answer, also to a workflow: there is nothing to wait for.
      if (error instanceof NoPersonKey)
        throw new Rejected(
          'letter.person_erased',
          '当事人信息已依法删除,不能再制作或者更改文书。The person was erased: no letter can be written any more.',
        );
      throw error;
    }
  }

  async #draft(
    id: string | null,
    { requestId, of = 'defence-request', form, fields = {}, numbered }: Extract<LetterIntent, { type: 'DraftLetter' }>['data'],
    context: Context,
  ): Promise<LetterHandled> {
    const at = this.tools.now();
    const drawn = await this.tools.sources.of(of, requestId, at);
    const { organ, institution, division, organKind } = drawn.parties;
    const { agency } = context.actor;
    const party = isSystem(context) || agency === organ || agency === institution;
    if (!party || !(await this.tools.circles.admit(requestId, context.actor)))
      throw of === 'defence-request' ? requestNotFound() : noSuchCase();
    const template = currentTemplate(form, shanghaiDay(at), of);
    if (template === undefined)
      throw new Rejected(
        'letter.form.unknown',
        '本类案件没有这种文书,请另选文书。There is no such form for this kind of matter; choose another.',
      );
    if (template.organKind !== undefined && template.organKind !== organKind)
      throw new Rejected(
        'letter.form.not_of_organ',
        '该文书由其他办案机关使用,请另选文书。Another kind of organ uses this form; choose another.',
      );
    insistOnFields(template, fields);
    const { caseNumber, persons } = drawn;
    const issuer = template.issuer === 'organ' && organ !== undefined ? organ : institution;
    const matter: LetterMatter = { requestId, ...(organ !== undefined && { organ }), institution, division, caseNumber, issuer };
    const values = { ...drawnFields(template, drawn.values), ...fields };
    const { version, word, to } = template;
    const command: LetterCommand = {
      type: 'DraftLetter',
      data: {
        at,
        by: byOf(context),
        matter,
        kind: { form, version, word, to },
        persons,
        fields: groupedFields(template, values, persons),
        automatic: isSystem(context),
        ...(numbered !== undefined && {
          numbered: { ...numbered, issuedBy: null, contentHash: contentHash(template, values, numbered.number, numbered.at) },
        }),
      },
    };
    return this.#handle(id ?? derivedId(letter.name, context.commandId), command, { ...context, division }, true);
  }

  async #onLetter(
    id: string,
    intent: Exclude<LetterIntent, { type: 'DraftLetter' }>,
    context: Context,
    requestId: string | undefined,
  ): Promise<LetterHandled> {
    const at = this.tools.now();
    const { state } = await this.tools.streams.load(id);
    const known = letterFor(state, context, requestId);
    if (!(await this.tools.circles.admit(known.matter.requestId, context.actor))) throw notFound();
    const whole: CommandContext = { ...context, division: known.matter.division };
    const by = byOf(context);
    switch (intent.type) {
      case 'ReviseLetter':
        return this.#revise(id, known, intent.data.fields, at, whole);
      case 'RequestNumber':
        return this.#requestNumber(id, at, whole);
      case 'IssueLetter':
        return this.#issue(id, at, whole);
      case 'ServeLetter':
        return this.#handle(id, { type: 'ServeLetter', data: { at, by, ...intent.data } }, whole);
      case 'VoidLetter':
        return this.#handle(id, { type: 'VoidLetter', data: { at, by, ...intent.data } }, whole);
    }
  }

  /** What was drawn from the matter stays; what the clerk wrote takes its place. */
  async #revise(id: string, known: Known, given: FieldTexts, at: string, context: CommandContext): Promise<LetterHandled> {
    const texts = await this.#texts(id);
    insistOnFields(texts.template, given);
    const before = Object.entries(texts.values).filter((entry): entry is [string, string] => entry[1] !== null);
    const values = { ...Object.fromEntries(before), ...given };
    const { persons } = known;
    const fields = groupedFields(texts.template, values, persons);
    return this.#handle(id, { type: 'ReviseLetter', data: { at, by: byOf(context), persons, fields } }, context);
  }

  /**
   * 签发: first it is on record that the letter gets a number, of which year; then the series allots one; then the letter has it. Whoever
   * stops between is followed by the workflow, which carries on: no number is lost, and no letter gets two.
   */
  async #requestNumber(id: string, at: string, context: CommandContext): Promise<LetterHandled> {
    const { template, values } = await this.#texts(id);
    const missing = missingErrors(template, missingFields(template, values));
    const account = context.actor.person ?? null;
    const asked: LetterCommand = { type: 'RequestNumber', data: { at, by: byOf(context), year: seriesYear(at), account, missing } };
    await this.#handle(id, asked, context);
    const { expectedRevision: _ofTheDraft, fingerprint: _ofTheBody, ...rest } = context;
    return this.#issue(id, at, { ...rest, commandId: derivedId('issue', context.commandId) });
  }

  /** Gives a letter whose number was asked for the next of its series; one that has its number keeps it. */
  async #issue(id: string, at: string, context: CommandContext): Promise<LetterHandled> {
    const { state } = await this.tools.streams.load(id);
    const by = byOf(context);
    if (state.status !== 'numbering')
      return this.#handle(id, { type: 'IssueLetter', data: { at, by, number: '', contentHash: null } }, context);
    const number = await this.#number(id, state, context);
    const { template, values } = await this.#texts(id);
    const hash = Object.values(values).includes(null) ? null : contentHash(template, values, number, state.requestedAt);
    try {
      return await this.#handle(id, { type: 'IssueLetter', data: { at, by, number, contentHash: hash } }, context);
    } catch (error) {
      // Erased meanwhile: the number stands all the same, the digest cannot be kept.
      if (!(error instanceof NoPersonKey)) throw error;
      return this.#handle(id, { type: 'IssueLetter', data: { at, by, number, contentHash: null } }, context);
    }
  }

  async #number(
    id: string,
    { matter, kind, year }: Extract<LetterState, { status: 'numbering' }>,
    context: CommandContext,
  ): Promise<string> {
    const series = numberSeriesId(matter.issuer, kind.word, year);
    const { expectedRevision: _ofTheLetter, fingerprint: _ofTheBody, ...rest } = context;
    const allot: CommandContext = { ...rest, commandId: derivedId('allot', series, id) };
    const { state } = await this.tools.numbers.handle(series, { type: 'AllotNumber', data: { document: id } }, allot);
    const agency = await this.tools.rosters.agency(matter.issuer);
    const issuer = matter.issuer === matter.organ ? 'organ' : 'institution';
    return letterNumber(agency?.division ?? matter.division, year, state.numbers[id]!, kind.word, issuer);
  }

  async #texts(id: string): Promise<{ readonly template: LetterTemplate; readonly values: Readonly<Record<string, string | null>> }> {
    const texts = await this.tools.texts.read(id);
    if (texts === null) throw notFound();
    return texts;
  }

  async #handle(id: string, command: LetterCommand, context: CommandContext, likelyNew = false): Promise<LetterHandled> {
    return { id, ...(await this.tools.streams.handle(id, command, context, { likelyNew })) };
  }
}

export const notFound = (): Rejected =>
  new Rejected('letter.not_found', '没有这份文书,或它不属于您的单位。No such letter, or it is not your agency’s.');

const isSystem = ({ actor }: Context): boolean => actor.role === SYSTEM_ROLE;
const byOf = (context: Context): string | null => (isSystem(context) ? null : context.actor.agency);

/** The letter, to who issues it and, once it is issued, to the agency it is addressed to; to anybody else it does not exist. */
function letterFor(state: LetterState, context: Context, requestId: string | undefined): Known {
  if (state.status === 'none' || (requestId !== undefined && requestId !== state.matter.requestId)) throw notFound();
  const { matter, kind } = state;
  const { agency } = context.actor;
  const mayKnow = isSystem(context) || agency === matter.issuer;
  const isAddressee =
    'number' in state && ((kind.to === 'organ' && agency === matter.organ) || (kind.to === 'institution' && agency === matter.institution));
  if (!mayKnow && !isAddressee) throw notFound();
  return state;
}
