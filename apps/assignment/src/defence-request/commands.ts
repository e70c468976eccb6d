import type {
  ChangeReason,
  CustodyKind,
  FileItem,
  RequestRelation,
  ReturnReason,
  StageOutcome,
  TerminationGround,
  WorkKind,
} from '@xiezhi/contracts';
import type { Message } from '@xiezhi/eventsourcing';
import type { FullCoverage, LawyerFacts } from '@xiezhi/legal-policy';
import type { Counting } from './duties.js';
import type { Contact, NoticeFacts, Papers, Person } from './notice.js';
import type { PaperCommand, PaperInput } from './paper.js';
import type { Parties, Reminding } from './state.js';

/** A notice in clear, as it arrives with a command. */
export interface NoticeInput {
  readonly facts: NoticeFacts;
  readonly personId: string;
  readonly contactId: string;
  readonly person: Person;
  readonly contact: Contact;
  readonly papers: Papers;
}

/** Facts that every command brings: the instant it is decided at … */
export interface At {
  readonly at: string;
}
/** … and, where a clock starts or is counted, the working days. */
export type AtCounting = At & Counting;

/** A lawyer who is to take the request: what the roster knows, and whether a co-accused of this case is already defended. */
export interface Appointment {
  readonly lawyer: LawyerFacts & { readonly id: string };
  readonly defendsCoAccused: boolean;
  /** The lawyer acted for another of the case, or declared a conflict in it (利益冲突); with whom is not said. */
  readonly conflictOfInterest?: boolean;
  /** 庭期冲突: what the lawyer has in the half-day of this hearing, as far as the institution may know. */
  readonly hearingHeld?: string;
  readonly letterNumber: string;
}

/** 催办: one party reminds the other; who it is, the relation says. */
export type RemindingCommand = Message<'RemindOfDuty', At & { readonly by: Reminding }>;

/** Commands from the discovery to the lawyer's name at the case agency. `data` holds looked-up facts; the stream knows the rest. */
export type NotifyingCommand =
  /** 发现应当通知辩护情形: recorded before the notice is written; C01 runs. */
  | Message<
      'RecordDiscovery',
      AtCounting & {
        readonly parties: Parties;
        readonly discoveredAt: string;
        readonly caseNumber: string;
        readonly stage: string;
        readonly ground: string;
      }
    >
  /** 送达通知辩护公函: the case agency asks for a defender. */
  | Message<
      'SendNotice',
      AtCounting & {
        readonly parties: Parties;
        readonly notice: NoticeInput;
        /** Where full coverage holds (律师辩护全覆盖); the usual when it is not said. */
        readonly coverage?: FullCoverage;
        /** Papers that come with a transferred request. */
        readonly papers?: readonly PaperInput[];
        /** It was sent before, to the institution that transferred it: the sender's own duties were judged there. */
        readonly transferred?: boolean;
      }
    >
  /** 补正: the sender corrects its notice. */
  | Message<'CorrectNotice', AtCounting & { readonly notice: NoticeInput; readonly coverage?: FullCoverage }>
  /** 撤回: the sender withdraws its notice. */
  | Message<'WithdrawNotice', At & { readonly reason: string }>
  /** 已自行委托: the person engaged a lawyer (Law Art 27). */
  | Message<'RecordOwnLawyer', At>
  /** 要求补正: the institution asks for what is missing; in mandatory cases C02 runs on unless person or offence is unknown. */
  | Message<'ReturnIncomplete', AtCounting & { readonly missing: string; readonly reasons?: readonly ReturnReason[] }>
  /** 移送有管辖权机构: not this institution's. */
  | Message<'TransferJurisdiction', At & { readonly to: Parties; readonly reason: string }>
  /** 指派律师 */
  | Message<'AssignLawyer', At & Appointment>
  /** 函告办案机关: the letter stands with `agency`. */
  | Message<'ConfirmNotified', AtCounting & { readonly agency: string }>
  /** 送达回证: the letter was served on the case agency by hand, at `servedAt` (文书格式22). */
  | Message<'RecordService', AtCounting & { readonly servedAt: string }>
  /** 关联: this request has to do with request `to`. */
  | Message<'LinkRequest', At & { readonly to: string; readonly relation: RequestRelation }>
  /** 按重复、被取代办结: the matter goes on in request `to`. */
  | Message<'CloseForOther', At & { readonly to: string; readonly reason: 'duplicate' | 'superseded' }>;

/** Commands of the defence itself. */
export type DefendingCommand =
  /** 签订委托手续 (程序规定2023 第27条). */
  | Message<'SignEngagement', At & { readonly signedAt: string }>
  /** 提交辩护手续: filed with the court (Interp. Art 52). */
  | Message<'FileDefencePapers', At & { readonly filedAt: string }>
  /** 首次会见: asks whether the person agrees, and records it (司发通〔2013〕18号 第14条). */
  | Message<
      'RecordFirstMeeting',
      AtCounting & { readonly heldAt: string; readonly consent: 'agreed' | 'refused'; readonly minute?: string }
    >
  /** 拒绝指派律师: `byOrgan` when the case agency tells it, which it owes within three days (Police Art 47). */
  | Message<'RefuseLawyer', AtCounting & { readonly refusedAt: string; readonly reason: string; readonly byOrgan: boolean }>
  /** 拒绝理由正当 */
  | Message<'AcceptRefusal', AtCounting>
  /** 拒绝理由不成立 */
  | Message<'RejectRefusal', At & { readonly reason: string }>
  /** 另行委托: within the five days, or after them. */
  | Message<'RecordOwnEngagement', AtCounting & { readonly engagedAt: string }>
  /** 另行通知指派 */
  | Message<'RequestReassignment', AtCounting>
  /** 更换申请 */
  | Message<'RequestChange', AtCounting & { readonly reasonCode: ChangeReason; readonly reason: string }>
  /** 不予更换 */
  | Message<'DeclineChange', At & { readonly reason: string }>
  /** 更换律师 */
  | Message<'ReplaceLawyer', At & Appointment & { readonly reasonCode: ChangeReason }>
  /** 变更开庭: `forNewDefender` when it was adjourned for one; `shortened` when the lawyer agreed to less than fifteen days (Interp. Art 313). */
  | Message<
      'MoveHearing',
      AtCounting & {
        readonly hearingAt: string;
        readonly hearingPlace?: string;
        readonly forNewDefender?: boolean;
        readonly shortened?: boolean;
      }
    >
  /** 变更强制措施或者羁押场所 */
  | Message<'MoveCustody', At & { readonly custody: CustodyKind; readonly movedAt: string; readonly place?: string }>
  /** 承办情况 */
  | Message<'RecordWork', At & { readonly kind: WorkKind; readonly doneAt: string; readonly note?: string }>
  /** 本阶段办结 */
  | Message<'ConcludeStage', AtCounting & { readonly concludedAt: string; readonly outcome: StageOutcome }>
  /** 向律师送达文书副本 (2013规定 第21条). */
  | Message<'RecordDocumentSent', At & { readonly sentAt: string }>
  /** 提交立卷材料: `absence` says why a required item is not there. */
  | Message<'SubmitFile', AtCounting & { readonly items: readonly FileItem[]; readonly absence?: string }>
  /** 案卷退回补充 */
  | Message<'ReturnFile', AtCounting & { readonly items: readonly FileItem[]; readonly reason: string }>
  /** 案卷审查合格 */
  | Message<'AcceptFile', At>
  /** 终止法律援助 (Law Art 48). */
  | Message<'TerminateAid', AtCounting & { readonly ground: TerminationGround; readonly reason: string }>
  /** 终止决定已送达 */
  | Message<'ServeTermination', At & { readonly servedAt: string }>;

/** What the platform itself does about clocks and erasures. */
export type PlatformCommand =
  /** 时限重新计算: a calendar of working days was published. */
  | Message<'RecountClock', AtCounting>
  /** 时限已过: the timer of a clock fired. `clockId` names the running of the clock. */
  | Message<'RecordBreach', AtCounting & { readonly clockId: string }>
  /** 时限将届满: the timer before the end fired. */
  | Message<'RecordWarning', At & { readonly clockId: string }>
  /** 庭期冲突: the lawyer has a hearing of request `other` in the half-day of `hearingAt`. */
  | Message<'RecordHearingConflict', At & { readonly lawyerId: string; readonly hearingAt: string; readonly other: string }>
  /** 庭期冲突已消除 */
  | Message<'RecordHearingFree', At>
  /** 个人信息已删除: `personId`, the person or the contact, was erased. */
  | Message<'RecordPersonErased', At & { readonly personId: string; readonly erasedAt: string }>;

/** Commands on a defence request (通知辩护). */
export type DefenceRequestCommand = NotifyingCommand | RemindingCommand | DefendingCommand | PlatformCommand | PaperCommand;
