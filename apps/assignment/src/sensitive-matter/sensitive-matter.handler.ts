import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { derivedId, type CommandContext, type Handled, type Message, type StreamHandler } from '@xiezhi/eventsourcing';
import type { Accounts } from '../accounts/accounts.queries.js';
import type { Calendars } from '../calendars/calendars.queries.js';
import type { Rosters } from '../rosters/rosters.js';
import { notFound, SYSTEM_ROLE } from '../defence-request/relations.js';
import type { Circles } from './sensitive-matter.circles.js';
import type { DataOf, Petition, SensitiveSubject } from './commands.js';
import { matterOfKind, type MatterStreams } from './sensitive-matter.subjects.js';
import type { SensitiveMatterCommand, SensitiveMatterEvent, SensitiveMatterState } from './sensitive-matter.js';
import { refuse } from './state.js';

type Looked = 'at' | 'by' | 'calendar' | 'reportHours' | 'warningHours' | 'reportedTo' | 'parties' | 'personId';
type Bare<Command> =
  Command extends Message<infer Type, infer Data> ? (Type extends 'LinkPetition' ? never : Message<Type, Omit<Data, Looked>>) : never;
export type SensitiveMatterIntent =
  | Bare<Exclude<SensitiveMatterCommand, { type: 'RecordPersonErased' }>>
  | Message<'LinkPetition', Pick<DataOf<'LinkPetition'>, 'matterKind' | 'text'> & { readonly petition: Omit<Petition, 'petitionId'> }>
  | Message<'RecordPersonErased', Omit<DataOf<'RecordPersonErased'>, 'at'>>;

/** The one envelope of sensitive matters; `id`: that of the request or the help itself. */
export class SensitiveMatters {
  constructor(
    readonly id: string,
    readonly intent: SensitiveMatterIntent,
    readonly context: Omit<CommandContext, 'division'>,
  ) {}
}

export type SensitiveMatterHandled = Handled<SensitiveMatterState> & { readonly id: string };

export interface SensitiveMatterTools {
  readonly streams: StreamHandler<SensitiveMatterState, SensitiveMatterCommand, SensitiveMatterEvent>;
  readonly matters: MatterStreams;
  readonly circles: Circles;
  readonly calendars: Calendars;
  readonly reportHours: number;
  readonly warningHours: number;
  readonly rosters: Rosters;
  readonly accounts: Accounts;
  readonly now: () => string;
}

/** Gathers whose matter it is, then hands the command to the rules. */
@CommandHandler(SensitiveMatters)
export class SensitiveMatterHandler implements ICommandHandler<SensitiveMatters> {
  constructor(private readonly tools: SensitiveMatterTools) {}

  async execute({ id, intent, context }: SensitiveMatters): Promise<SensitiveMatterHandled> {
    const { streams, calendars, reportHours, warningHours, circles, rosters, accounts } = this.tools;
    const at = this.tools.now();
    const subject = await this.#subject(id, intent);
    const { institution, division } = subject.parties;
    const { actor } = context;
    const mine = actor.role === SYSTEM_ROLE || actor.agency === institution;
    if (!mine || !(await circles.admit(id, actor))) throw notFound();
    const whole: CommandContext = { ...context, division };
    const handle = async (command: SensitiveMatterCommand): Promise<SensitiveMatterHandled> => ({
      id,
      ...(await streams.handle(id, command, whole)),
    });
    switch (intent.type) {
      case 'FlagMatter': {
        const calendar = await calendars.of(division);
        return handle({
          type: 'FlagMatter',
          data: { ...intent.data, ...subject, at, calendar, reportHours, warningHours, by: actor.person ?? '' },
        });
      }
      case 'SetCircle': {
        const { officers } = intent.data;
        await accounts.insistOfInstitution(institution, officers, 'sensitive_matter.officer.unknown', (place) => `officers.${place}`);
        return handle({ type: 'SetCircle', data: { at, officers } });
      }
      case 'ReportUpward':
        return handle({ type: 'ReportUpward', data: { at, ...intent.data, reportedTo: await rosters.overseer(division) } });
      case 'LinkPetition': {
        const petition: Petition = { petitionId: derivedId('petition', id, context.commandId), ...intent.data.petition } as Petition;
        return handle({ type: 'LinkPetition', data: { ...subject, at, petition, text: intent.data.text } });
      }
      default:
        return handle({ type: intent.type, data: { at, ...intent.data } } as SensitiveMatterCommand);
    }
  }

  /** Whose matter it is: as the log of sensitive matters knows it, before that as the matter itself says. */
  async #subject(id: string, intent: SensitiveMatterIntent): Promise<SensitiveSubject> {
    const { streams, matters } = this.tools;
    const { state: known } = await streams.load(id);
    if (known.status !== 'none') return known;
    if (intent.type !== 'FlagMatter' && intent.type !== 'LinkPetition') throw notFound();
    const { matterKind } = intent.data;
    const matter = await matterOfKind(matters, matterKind, id);
    if (matter === null) throw notFound();
    const { parties, personId } = matter;
    if (personId === undefined)
      return refuse('nobody', '本件还没有当事人,待收到通知后再办理。The matter names nobody yet; wait for the notice.');
    return { matterKind, parties, personId };
  }
}
