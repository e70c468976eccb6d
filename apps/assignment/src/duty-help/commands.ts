import type { DutyHelpCancellation, DutyHelpKind, DutyHelpMode } from '@xiezhi/contracts';
import type { Message } from '@xiezhi/eventsourcing';
import type { WorkingDayCalendar } from '@xiezhi/legal-policy';
import type { DutyHelpFacts, HelpContact, HelpedPerson } from './facts.js';
import type { HelpParties } from './state.js';

/** Facts that every command brings: the instant it is decided at, and the working days. */
export interface At {
  readonly at: string;
}
export interface AtWithCalendar extends At {
  readonly calendar: WorkingDayCalendar;
}

/** A lawyer on duty as the roster and the rota know one. */
export interface DutyLawyer {
  readonly id: string;
  readonly status: 'active' | 'suspended' | 'inactive';
  /** May not be assigned here now (暂停指派、移出指派名册). */
  readonly barred?: boolean;
  /** The shift (班次) that has the lawyer at the place now. */
  readonly shiftId?: string;
}

/** Commands on a request for a duty lawyer's help (值班律师法律帮助). */
export type DutyHelpCommand =
  /** 申请法律帮助: an undefended person asks through the organ; `lawyer` is on duty there now, if anybody is. */
  | Message<
      'RequestHelp',
      AtWithCalendar & {
        readonly parties: HelpParties;
        readonly facts: DutyHelpFacts;
        readonly personId: string;
        readonly contactId: string;
        readonly person: HelpedPerson;
        readonly contact: HelpContact;
        readonly lawyer: DutyLawyer | null;
      }
    >
  /** 通知值班律师: an officer says who goes. */
  | Message<'NotifyDutyLawyer', At & { readonly lawyer: DutyLawyer }>
  /** 登记法律帮助: what help was given (文书格式28). */
  | Message<
      'RecordHelp',
      At & {
        readonly helpId: string;
        readonly kind: DutyHelpKind;
        readonly mode: DutyHelpMode;
        readonly givenAt: string;
        readonly summary: string;
      }
    >
  /** 收到法律援助申请: the person applies for aid through the duty lawyer. */
  | Message<'RecordAidApplication', AtWithCalendar & { readonly appliedAt: string }>
  /** 转交法律援助申请 */
  | Message<'PassOnAidApplication', At>
  /** 办结 */
  | Message<'ConcludeHelp', At>
  /** 取消 */
  | Message<'CancelHelp', At & { readonly reason: DutyHelpCancellation }>
  /** 时限已过: the timer of a clock fired; `late`: noticeably after the end. */
  | Message<'RecordBreach', At & { readonly dutyId: string; readonly late: boolean }>
  /** 个人信息已删除 */
  | Message<'RecordPersonErased', At & { readonly personId: string; readonly erasedAt: string }>;

/** The data of one command. */
export type DataOf<Type extends DutyHelpCommand['type']> = Extract<DutyHelpCommand, { type: Type }>['data'];
