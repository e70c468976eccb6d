import type { PetitionState, SensitiveReason } from '@xiezhi/contracts';
import type { JsonObject, Message } from '@xiezhi/eventsourcing';
import type { WorkingDayCalendar } from '@xiezhi/legal-policy';

/** Whose sensitive matter it is. */
export interface SensitiveParties extends JsonObject {
  /** `null` where there is none. */
  readonly organ: string | null;
  readonly institution: string;
  readonly division: string;
}

/** A defence request, a duty lawyer's help, or a case of aid that was granted. */
export type SensitiveKind = 'defence-request' | 'duty-help' | 'aid-case';

/** What is flagged, whose id is the stream's. */
export interface SensitiveSubject {
  readonly matterKind: SensitiveKind;
  readonly parties: SensitiveParties;
  readonly personId: string;
}

/** A petition (信访事项) as it is known here. */
export interface Petition extends JsonObject {
  readonly petitionId: string;
  /** 信访件编号 */
  readonly number: string;
  /** 受理机关 */
  readonly agency: string;
  /** 信访日期 */
  readonly receivedOn: string;
  readonly state: PetitionState;
}

interface At {
  readonly at: string;
}

/** Commands on a sensitive matter (敏感案件). */
export type SensitiveMatterCommand =
  /** 敏感标注 */
  | Message<
      'FlagMatter',
      At &
        SensitiveSubject & {
          readonly by: string;
          readonly reason: SensitiveReason;
          readonly text: string;
          readonly calendar: WorkingDayCalendar;
          /** Hours in which a matter that must be reported is reported. */
          readonly reportHours: number;
          /** Hours before the end of the report's time at which the institution is warned; 0: never. */
          readonly warningHours: number;
        }
    >
  /** 解除标注 */
  | Message<'LiftFlag', At & { readonly text: string }>
  /** 确定知悉范围: the officers who know of the matter, besides the head. */
  | Message<'SetCircle', At & { readonly officers: readonly string[] }>
  /** 向上报告 */
  | Message<
      'ReportUpward',
      At & {
        readonly reportedAt: string;
        readonly text: string;
        /** Code of the judicial administration's agency that it is made to; `null` where none is known. */
        readonly reportedTo: string | null;
      }
    >
  /** 关联信访事项 */
  | Message<'LinkPetition', At & SensitiveSubject & { readonly petition: Petition; readonly text: string }>
  | Message<'UpdatePetition', At & { readonly petitionId: string; readonly state: PetitionState }>
  | Message<'UnlinkPetition', At & { readonly petitionId: string; readonly text: string }>
  | Message<'RecordWarning', At & { readonly dutyId: string }>
  | Message<'RecordBreach', At & { readonly dutyId: string; readonly late: boolean }>
  | Message<'RecordPersonErased', At & { readonly personId: string; readonly erasedAt: string }>;

export type DataOf<Type extends SensitiveMatterCommand['type']> = Extract<SensitiveMatterCommand, { type: Type }>['data'];
