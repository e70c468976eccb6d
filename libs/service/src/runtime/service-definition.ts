import type { Contract } from '@xiezhi/contracts';
import type { Dispatch, InboxItem, ProjectionShape, Publisher, RecordedEvent, Visibility, WorkflowShape } from '@xiezhi/eventsourcing';
import type { AccessLogTable } from './readings.js';

/** What a service is made of, apart from its rules: what it keeps, what it hears, what it tells. */
export interface ServiceDefinition {
  /** Names its schema, its role and its consumer group. */
  readonly name: string;
  /** `tables`: its truth is plain tables, and its log stands beside them whatever event store is configured. Default: events. */
  readonly truth?: 'tables';
  /** Folder of its own tables' migrations, from the project's root. */
  readonly migrations?: string;
  /** Statements that narrow what its role may do; `${role}` stands for the role. */
  readonly grants?: readonly string[];
  /** Own tables that are read for people, and who sees their rows. */
  readonly seenBy?: Readonly<Record<string, Visibility>>;
  /** Its `access_log`, for a service that opens persons' details. */
  readonly accessLog?: AccessLogTable;
  /** Read models over its own events, and over what it heard. */
  readonly projections?: readonly ProjectionShape<RecordedEvent>[];
  readonly inboxProjections?: readonly ProjectionShape<InboxItem>[];
  /**
   * Name of the read model that keeps matters to a circle (`id`, `restricted`, `held_by`, `circle`): what else is of them is hidden
   * from others of the agency that holds them.
   */
  readonly circles?: string;
  /** Topics it follows, and the contracts it understands of them: data that breaks one is parked. */
  readonly consumes?: { readonly topics: readonly string[]; readonly contracts: readonly Contract<object>[] };
  /** Topics it tells others on. */
  readonly publishes?: readonly string[];
}

/** What a service does by itself once it runs. */
export interface ServiceRunners {
  readonly publishers?: readonly Publisher<RecordedEvent>[];
  /** Publishers of what it heard rather than of what it did. */
  readonly inboxPublishers?: readonly Publisher<InboxItem>[];
  readonly workflows?: readonly { readonly workflow: WorkflowShape<RecordedEvent | InboxItem>; readonly dispatch: Dispatch }[];
}
