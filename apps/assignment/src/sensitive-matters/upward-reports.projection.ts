import { idOf, type JsonObject, type Projection } from '@xiezhi/eventsourcing';
import type { SensitiveMatterEvent } from '../sensitive-matter/events.js';
import { sensitiveMatter } from '../sensitive-matter/sensitive-matter.js';

/** A report upward (向上报告) as the judicial administration above has it: of which institution, why, when. What it says stays sealed. */
export interface UpwardReportRow {
  readonly id: string;
  readonly matter_id: string;
  readonly matter_kind: string;
  readonly institution: string;
  readonly division: string;
  readonly reason: string;
  readonly reported_at: string;
  readonly text: JsonObject;
}

/** Reports of sensitive matters, for whom they are made to. */
export const upwardReports: Projection<UpwardReportRow> = {
  name: 'upward_reports',
  version: 1,
  key: 'id',
  ofOneStream: true,
  columns: {
    id: 'uuid',
    matter_id: 'uuid',
    matter_kind: 'text',
    institution: 'text',
    division: 'text',
    reason: 'text',
    reported_at: 'timestamptz',
    text: 'jsonb',
  },
  indexes: ['(reported_at, id)', '(institution, reported_at, id)'],
  seenBy: { agencies: ['institution'], divisions: ['division'], matter: 'matter_id' },
  keysOf: ({ id, type, stream }) => (type === 'ReportedUpward' && idOf(sensitiveMatter, stream) !== null ? [id] : []),
  evolve(row, item, id) {
    if (row !== null) return row;
    const { data } = item as unknown as Extract<SensitiveMatterEvent, { type: 'ReportedUpward' }>;
    const { parties, matterKind, reason, reportedAt, text } = data;
    return {
      id,
      matter_id: idOf(sensitiveMatter, item.stream)!,
      matter_kind: matterKind,
      institution: parties.institution,
      division: parties.division,
      reason,
      reported_at: reportedAt,
      text: text as unknown as JsonObject,
    };
  },
};
