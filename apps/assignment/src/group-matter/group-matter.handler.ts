import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  derivedId,
  Rejected,
  type CommandContext,
  type Handled,
  type HeldOnce,
  type Message,
  type StreamHandler,
  type Use,
} from '@xiezhi/eventsourcing';
import type { Principal } from '@xiezhi/service';
import type { Accounts } from '../accounts/accounts.queries.js';
import type { Rosters } from '../rosters/rosters.js';
import { HEAD_ROLE } from '../sensitive-matter/circle.js';
import { matterOfKind, type MatterStreams } from '../sensitive-matter/sensitive-matter.subjects.js';
import type { Circles } from '../sensitive-matter/sensitive-matter.circles.js';
import {
  groupMatter,
  groupNotFound,
  type GroupMatterCommand,
  type GroupMatterEvent,
  type GroupMatterState,
  type KnownGroup,
} from './group-matter.js';

type Bare<Command> = Command extends Message<infer Type, infer Data> ? Message<Type, Omit<Data, 'at' | 'parties'>> : never;
type BareOf<Type extends GroupMatterCommand['type']> = Extract<Bare<GroupMatterCommand>, { type: Type }>;
export type GroupMatterIntent =
  Exclude<Bare<GroupMatterCommand>, { type: 'OpenGroup' }> | Message<'OpenGroup', Omit<BareOf<'OpenGroup'>['data'], 'officer'>>;

/** The one envelope of group matters; `id` is `null` for a new one. */
export class GroupMatters {
  constructor(
    readonly id: string | null,
    readonly intent: GroupMatterIntent,
    readonly by: Principal,
    readonly context: Omit<CommandContext, 'division'>,
  ) {}
}

export type GroupMatterHandled = Handled<GroupMatterState> & { readonly id: string };

export interface GroupMatterTools {
  readonly streams: StreamHandler<GroupMatterState, GroupMatterCommand, GroupMatterEvent>;
  readonly matters: MatterStreams;
  /** A matter is in one group at most. */
  readonly memberships: HeldOnce;
  readonly circles: Circles;
  readonly rosters: Rosters;
  readonly accounts: Accounts;
  readonly now: () => string;
}

const membershipOf = (matterId: string): string => derivedId('group membership', matterId);

/** Gathers whose matters they are, then hands the command to the rules. */
@CommandHandler(GroupMatters)
export class GroupMatterHandler implements ICommandHandler<GroupMatters> {
  constructor(private readonly tools: GroupMatterTools) {}

  async execute({ id, intent, by, context }: GroupMatters): Promise<GroupMatterHandled> {
    const { streams, memberships, accounts, now } = this.tools;
    const at = now();
    if (intent.type === 'OpenGroup') return this.#open(intent.data, at, by, context);
    const { group, groupId } = await this.#known(id, by, context);
    const whole: CommandContext = { ...context, division: group.parties.division };
    const command = { type: intent.type, data: { at, ...intent.data } } as GroupMatterCommand;
    if (intent.type === 'NameOfficer') {
      const { officer } = intent.data;
      await accounts.insistOfInstitution(group.parties.institution, [officer], 'group_matter.officer.unknown', () => 'officer');
    }
    if (intent.type === 'JoinMatter') await this.#admitMember(intent.data, group, whole);
    if (intent.type === 'RemoveMatter' && !(await this.tools.circles.admit(intent.data.matterId, context.actor))) throw matterNotFound();
    if (intent.type === 'JoinMatter') await this.#take(intent.data.matterId, groupId, command, whole);
    const handled = await streams.handle(groupId, command, whole);
    if (intent.type === 'RemoveMatter') await memberships.free(membershipOf(intent.data.matterId), groupId, whole);
    return { id: groupId, ...handled };
  }

  async #open(
    data: Extract<GroupMatterIntent, { type: 'OpenGroup' }>['data'],
    at: string,
    by: Principal,
    context: Omit<CommandContext, 'division'>,
  ): Promise<GroupMatterHandled> {
    const { streams, rosters } = this.tools;
    const { code, division } = await rosters.institution(by.agency);
    const id = derivedId(groupMatter.name, context.commandId);
    const parties = { institution: code, division };
    const command: GroupMatterCommand = { type: 'OpenGroup', data: { at, parties, ...data, officer: by.account } };
    return { id, ...(await streams.handle(id, command, { ...context, division }, { likelyNew: true })) };
  }

  /** The group, to those of its institution who may know of it. */
  async #known(
    id: string | null,
    by: Principal,
    { actor }: Omit<CommandContext, 'division'>,
  ): Promise<{ readonly groupId: string; readonly group: KnownGroup }> {
    const state = id === null ? null : (await this.tools.streams.load(id)).state;
    if (id === null || state === null || state.status === 'none' || state.parties.institution !== by.agency) throw groupNotFound();
    if (by.role === HEAD_ROLE || by.account === state.officer) return { groupId: id, group: state };
    const matters = [...Object.keys(state.members), ...state.left];
    if (matters.length === 0) return { groupId: id, group: state };
    for (const matter of matters) if (await this.tools.circles.admit(matter, actor)) return { groupId: id, group: state };
    throw groupNotFound();
  }

  /** A matter that is joined is the institution's own, and no secret to who joins it. */
  async #admitMember(
    { matterId, matterKind }: BareOf<'JoinMatter'>['data'],
    { parties }: KnownGroup,
    { actor }: CommandContext,
  ): Promise<void> {
    const { matters, circles } = this.tools;
    const matter = await matterOfKind(matters, matterKind, matterId);
    if (matter?.parties.institution !== parties.institution || !(await circles.admit(matterId, actor))) throw matterNotFound();
  }

  /** @throws Rejected `group_matter.member_elsewhere` when the matter is in another group */
  async #take(matterId: string, groupId: string, command: GroupMatterCommand, whole: CommandContext): Promise<void> {
    const { streams, memberships } = this.tools;
    await streams.check(groupId, command, whole);
    const uses = async (holder: string): Promise<Use> => {
      const { state } = await streams.load(holder);
      // What is closed takes nothing any more.
      if (state.status !== 'open') return 'no';
      return state.members[matterId] === undefined ? 'not_yet' : 'yes';
    };
    const other = await memberships.take(membershipOf(matterId), groupId, command.data.at, whole, uses);
    if (other !== null)
      throw new Rejected(
        'group_matter.member_elsewhere',
        '本案已并入另一件群体性案件,请先移出。The matter is in another group; remove it from that one first.',
      );
  }
}

/** A foreign matter, and one that does not exist. */
const matterNotFound = (): Rejected =>
  new Rejected('group_matter.matter.not_found', '没有这件案件,或它不由您的机构办理。No such matter, or it is not your institution’s.');
