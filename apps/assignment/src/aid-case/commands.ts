import type { AidOutcome, ChangeReason, ContactMode, FileItem, MediationResult, TerminationGround, WorkKind } from '@xiezhi/contracts';
import type { Message } from '@xiezhi/eventsourcing';
import type { Counting, LawyerFacts } from '@xiezhi/legal-policy';
import type { GrantSource } from './events.js';
import type { AidCaseFacts, Particulars, Recipient } from './facts.js';
import type { Parties } from './state.js';

/** Facts that every command brings: the instant it is decided at … */
export interface At {
  readonly at: string;
}
/** … and, where a clock starts or is counted, the working days. */
export type AtCounting = At & Counting;

/** A lawyer who is to take the case: what the roster knows, and whether somebody of the dispute is or was this lawyer's client. */
export interface Appointment {
  readonly lawyer: LawyerFacts & { readonly id: string };
  readonly conflictOfInterest: boolean;
  readonly letterNumber: string;
  /** 庭期冲突: what the lawyer has in the half-day of the case's hearing, in words; left out: nothing. */
  readonly hearingHeld?: string;
}

/** Commands from the grant to the signed agreement, and on who handles the case. */
export type AssigningCommand =
  /** 收到给予法律援助决定: told by intake, or recorded from paper. */
  | Message<
      'ReceiveGrant',
      AtCounting & {
        readonly parties: Parties;
        readonly facts: AidCaseFacts;
        readonly personId: string;
        readonly recipient: Recipient;
        readonly particulars: Particulars;
        readonly source: GrantSource;
      }
    >
  /** 指派法律援助人员 (Law Art 43). */
  | Message<'AssignPersonnel', AtCounting & Appointment>
  /** 告知受援人 */
  | Message<'TellRecipient', At & { readonly toldAt: string; readonly mode: ContactMode }>
  /** 签订委托协议和授权委托书 (程序规定2023 第27条). */
  | Message<'SignEngagement', At & { readonly signedAt: string }>
  /** 更换申请 (Law Art 55). */
  | Message<'RequestChange', AtCounting & { readonly reasonCode: ChangeReason; readonly reason: string }>
  /** 不予更换 */
  | Message<'DeclineChange', At & { readonly reason: string }>
  /** 更换法律援助人员 */
  | Message<'ReplaceLawyer', AtCounting & Appointment & { readonly reasonCode: ChangeReason }>;

/** Commands of the lawyer's work. */
export type HandlingCommand =
  /** 承办情况 */
  | Message<'RecordWork', At & { readonly kind: WorkKind; readonly doneAt: string; readonly note?: string }>
  /** 向受援人通报办理情况 (Law Art 46). */
  | Message<'ReportProgress', At & { readonly toldAt: string; readonly mode: ContactMode; readonly summary?: string }>
  /** 开庭、仲裁庭审时间 */
  | Message<'SetHearing', At & { readonly hearingAt: string; readonly hearingPlace?: string; readonly hearingHeld?: string }>
  /** 提出调解: `ownWish`: the recipient asks for it of their own accord. */
  | Message<'OfferMediation', At & { readonly offeredAt: string; readonly ownWish: boolean }>
  /** 同意调解 */
  | Message<'AgreeToMediation', At & { readonly agreedAt: string }>
  /** 拒绝调解 */
  | Message<'RefuseMediation', At & { readonly refusedAt: string }>
  /** 调解结果 */
  | Message<'EndMediation', At & { readonly endedAt: string; readonly result: MediationResult; readonly terms?: string }>;

/** Commands that lead to the end. */
export type ConcludingCommand =
  /** 办结 */
  | Message<'ConcludeMatter', AtCounting & { readonly concludedAt: string; readonly outcome: AidOutcome }>
  /** 提交立卷材料 */
  | Message<'SubmitFile', AtCounting & { readonly items: readonly FileItem[]; readonly absence?: string }>
  /** 案卷退回补充 */
  | Message<'ReturnFile', AtCounting & { readonly items: readonly FileItem[]; readonly reason: string }>
  /** 案卷审查合格 */
  | Message<'AcceptFile', At>
  /** 终止法律援助 (Law Art 48). */
  | Message<'TerminateAid', AtCounting & { readonly ground: TerminationGround; readonly reason: string }>
  /** 终止决定已送达 */
  | Message<'ServeTermination', AtCounting & { readonly servedAt: string }>
  /** 提出异议 (Law Art 49). */
  | Message<'RecordObjection', AtCounting & { readonly filedAt: string; readonly reason: string }>
  /** 异议审查决定: the justice department upholds the termination, or orders it corrected. */
  | Message<'DecideObjection', AtCounting & { readonly decidedAt: string; readonly outcome: 'upheld' | 'corrected' }>;

/** What the platform itself does about clocks and erasures. */
export type PlatformCommand =
  | Message<'RecountClock', AtCounting>
  /** 时限已过: the timer of a clock fired. */
  | Message<'RecordBreach', AtCounting & { readonly dutyId: string }>
  | Message<'RecordWarning', At & { readonly dutyId: string }>
  | Message<'RecordPersonErased', At & { readonly personId: string; readonly erasedAt: string }>;

/** Commands on a granted case (受援案件). */
export type AidCaseCommand = AssigningCommand | HandlingCommand | ConcludingCommand | PlatformCommand;

/** The data of one command. */
export type DataOf<Type extends AidCaseCommand['type']> = Extract<AidCaseCommand, { type: Type }>['data'];
