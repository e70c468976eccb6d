import type { PublicClock, SensitiveReason } from '@xiezhi/contracts';
import type { JsonObject, Message, Personal } from '@xiezhi/eventsourcing';
import type { Petition, SensitiveParties, SensitiveSubject } from './commands.js';

/** A clock of the institution's, as counted when it started. */
export type ReportClock = PublicClock & JsonObject;
/** Who owes a report, and to whom. */
export interface ReportDutyParty extends JsonObject {
  readonly kind: 'institution' | 'justice_department';
  readonly agency?: string;
}

type Of<Data> = JsonObject & { readonly parties: SensitiveParties; readonly matterKind: SensitiveSubject['matterKind'] } & Data;
/** What somebody wrote; it may name the person the matter is about. */
interface Written {
  readonly personId: string;
  readonly text: Personal<string>;
}

/** Events of a sensitive matter (敏感案件). Clocks are told as those of the matters themselves are. */
export type SensitiveMatterEvent =
  | Message<
      'SensitiveCaseFlagged',
      Of<{ readonly reason: SensitiveReason; readonly flaggedBy: string; readonly flaggedAt: string } & Written>
    >
  | Message<'SensitiveFlagLifted', Of<{ readonly liftedAt: string } & Written>>
  | Message<'CircleSet', Of<{ readonly officers: readonly string[]; readonly setAt: string }>>
  | Message<
      'ReportedUpward',
      Of<
        {
          readonly reason: SensitiveReason;
          readonly reportedAt: string;
          readonly recordedAt: string;
          readonly reportedTo?: string;
        } & Written
      >
    >
  | Message<'PetitionLinked', Of<{ readonly petition: Petition; readonly linkedAt: string } & Written>>
  | Message<'PetitionUpdated', Of<{ readonly petition: Petition; readonly updatedAt: string }>>
  | Message<'PetitionUnlinked', Of<{ readonly petitionId: string; readonly unlinkedAt: string } & Written>>
  | Message<
      'ClockStarted',
      Of<{
        readonly dutyId: string;
        readonly clock: ReportClock;
        readonly holder: ReportDutyParty;
        readonly owedTo: ReportDutyParty;
        readonly warnAt?: string;
      }>
    >
  | Message<
      'ClockStopped',
      Of<{
        readonly dutyId: string;
        readonly clock: ReportClock;
        readonly stoppedAt: string;
        readonly outcome: 'met' | 'lapsed';
        readonly onTime: boolean;
      }>
    >
  | Message<'ClockWarned', Of<{ readonly dutyId: string; readonly clock: ReportClock; readonly warnedAt: string }>>
  | Message<
      'ClockBreached',
      Of<{
        readonly dutyId: string;
        readonly clock: ReportClock;
        readonly breachedAt: string;
        readonly noticedAt: string;
        readonly late: boolean;
      }>
    >
  | Message<'PersonErased', Of<{ readonly personId: string; readonly erasedAt: string }>>;
