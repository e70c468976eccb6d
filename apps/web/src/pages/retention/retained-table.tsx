import { DIVISIONS, FORMER_RETENTION_KINDS, RETENTION_EXEMPTIONS, RETENTION_HOLDS, RETENTION_KINDS } from '@xiezhi/contracts';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { RetainedMatter, RetentionStage } from '../../api/retention.ts';
import { useMay } from '../../api/session.ts';
import { nameIn } from '../../format/code-names.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Mixed } from '../../parts/mixed.tsx';
import type { Asked } from './retention-dialog.tsx';
import { shortId } from './short-id.ts';

/** Where a matter has a page, and who may read it; a notice that came early has none. */
const PAGES = {
  'defence-request': { path: '/requests', permission: 'assignment.defence-request.read' },
  'aid-case': { path: '/aid-cases', permission: 'assignment.aid-case.read' },
  'duty-help': { path: '/duty-help', permission: 'assignment.duty-help.read' },
  'early-notice': null,
} as const satisfies Record<RetainedMatter['matter'], object | null>;

interface RetainedTableProps {
  readonly stage: RetentionStage;
  readonly rows: readonly RetainedMatter[];
  /** For those who may keep a matter longer. */
  readonly onAsk?: (asked: Asked) => void;
}

/** A matter's number, as a way to its page for those who may read it. */
function MatterId({ id, matter }: RetainedMatter) {
  const may = useMay();
  const page = PAGES[matter];
  return page !== null && may(page.permission) ? <Link to={`${page.path}/${id}`}>{shortId(id)}</Link> : <span>{shortId(id)}</span>;
}

/** Ended matters of one stage; on a telephone a list of cards. */
export function RetainedTable({ stage, rows, onAsk }: RetainedTableProps) {
  const { t, language } = useWords();
  const time = (at: string | null, end = false): string => (at === null ? '—' : longTime(at, language, end));
  const cells: readonly { readonly title: string; readonly of: (row: RetainedMatter) => ReactNode }[] = [
    { title: t('retention.column.endedAt'), of: ({ endedAt }) => time(endedAt) },
    ...columnsOf(stage, t, time, language),
  ];
  return (
    <table className="list" aria-label={t(`retention.stage.${stage}`)}>
      <thead>
        <tr>
          <th scope="col">{t('retention.column.matter')}</th>
          {cells.map(({ title }) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
          {onAsk !== undefined && <th scope="col">{t('retention.column.actions')}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row" data-label={t('retention.column.matter')}>
              <MatterId {...row} />
              <br />
              <span className="quiet">
                {nameIn([...RETENTION_KINDS, ...FORMER_RETENTION_KINDS], row.kind, language)} · {nameIn(DIVISIONS, row.division, language)}
              </span>
            </th>
            {cells.map(({ title, of }) => (
              <td key={title} data-label={title}>
                {of(row)}
              </td>
            ))}
            {onAsk !== undefined && (
              <td className="list-action retention-actions">
                <Button size="small" onClick={() => onAsk({ command: 'exempt', matter: row })}>
                  {t('retention.exempt.action')}
                </Button>
                <Button size="small" onClick={() => onAsk({ command: 'hold', matter: row })}>
                  {t('retention.hold.action')}
                </Button>
                {row.holds.map(({ ground }) => (
                  <Button key={ground} size="small" onClick={() => onAsk({ command: 'lift-hold', matter: row, ground })}>
                    {t('retention.lift.action', { ground: nameIn(RETENTION_HOLDS, ground, language) })}
                  </Button>
                ))}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Words = ReturnType<typeof useWords>;

/** What a stage shows beside the matter and its end. */
function columnsOf(stage: RetentionStage, t: Words['t'], time: (at: string | null, end?: boolean) => string, language: Words['language']) {
  const due = {
    title: t('retention.column.dueAt'),
    of: ({ dueAt, rule, daysLeft }: RetainedMatter): ReactNode =>
      rule === null ? (
        t('retention.noRule')
      ) : (
        <>
          {time(dueAt, true)}
          <br />
          <span className="quiet">
            {t('retention.byRule', { months: rule.months })}
            {stage === 'kept' && daysLeft !== null && ` · ${t('retention.daysLeft', { count: daysLeft })}`}
          </span>
        </>
      ),
  };
  if (stage === 'kept') return [due];
  if (stage === 'announced') {
    const deletion = {
      title: t('retention.column.deleteFrom'),
      of: ({ deleteFrom, daysLeft }: RetainedMatter): ReactNode => (
        <>
          {time(deleteFrom)}
          <br />
          <strong>{t('retention.daysLeft', { count: daysLeft ?? 0 })}</strong>
        </>
      ),
    };
    return [due, { title: t('retention.column.announcedAt'), of: ({ announcedAt }: RetainedMatter) => time(announcedAt) }, deletion];
  }
  if (stage === 'exempt')
    return [due, { title: t('retention.column.why'), of: (row: RetainedMatter) => <Why matter={row} language={language} /> }];
  return [
    due,
    {
      title: t(stage === 'deleted' ? 'retention.column.deletedAt' : 'retention.column.begunAt'),
      of: ({ deletedAt, begunAt, late }: RetainedMatter): ReactNode => (
        <>
          {time(deletedAt ?? begunAt)}
          {late && (
            <>
              {' '}
              <span className="tag tag-warning">{t('retention.late')}</span>
            </>
          )}
        </>
      ),
    },
    {
      title: t('retention.column.what'),
      of: ({ persons, papers }: RetainedMatter): ReactNode => t('retention.destroyed', { persons, papers }),
    },
    { title: t('retention.column.source'), of: ({ rule }: RetainedMatter): ReactNode => <Mixed text={rule?.source ?? '—'} /> },
  ];
}

/** Why a matter is kept. */
function Why({ matter: { exemption, holds }, language }: { readonly matter: RetainedMatter; readonly language: Words['language'] }) {
  const { t } = useWords();
  return (
    <ul className="retention-why">
      {exemption !== null && (
        <li>
          {nameIn(RETENTION_EXEMPTIONS, exemption.reason, language)} · {exemption.reference}
          <br />
          <span className="quiet">{t('retention.until', { at: longTime(exemption.until, language, true) })}</span>
        </li>
      )}
      {holds.map(({ ground, reference }) => (
        <li key={ground}>
          {nameIn(RETENTION_HOLDS, ground, language)} · {reference}
          <br />
          <span className="quiet">{t('retention.untilLifted')}</span>
        </li>
      ))}
    </ul>
  );
}
