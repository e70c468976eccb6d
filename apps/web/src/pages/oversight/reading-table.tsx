import { ACCESS_PURPOSES } from '@xiezhi/contracts';
import { Link } from 'react-router';
import { useAccountNames } from '../../api/account-names.ts';
import { useAgencyName } from '../../api/directory.ts';
import type { ShownReading } from '../../api/oversight.ts';
import { useMay } from '../../api/session.ts';
import { roleName } from '../../app/role-name.ts';
import { nameIn } from '../../format/code-names.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Mixed } from '../../parts/mixed.tsx';

interface ReadingTableProps {
  readonly readings: readonly ShownReading[];
  readonly onOnly: (filter: { readonly account?: string; readonly subjectId?: string }) => void;
}

/** Readings as rows; a matter is a link for those who may open it. */
export function ReadingTable({ readings, onOnly }: ReadingTableProps) {
  const { t } = useWords();
  const nameOf = useAccountNames(readings.map(({ account }) => account));
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{t('oversight.readings.when')}</th>
          <th scope="col">{t('oversight.readings.who')}</th>
          <th scope="col">{t('oversight.readings.what')}</th>
          <th scope="col">{t('oversight.readings.purpose')}</th>
          <th scope="col">{t('oversight.readings.assigned')}</th>
        </tr>
      </thead>
      <tbody>
        {readings.map((reading) => (
          <ReadingRow key={reading.id} reading={reading} name={nameOf(reading.account)} onOnly={onOnly} />
        ))}
      </tbody>
    </table>
  );
}

const WHATS = ['people', 'lawyer', 'text', 'paper', 'letter', 'aid_worker'] as const;

interface ReadingRowProps {
  readonly reading: ShownReading;
  readonly name: string | null;
  readonly onOnly: ReadingTableProps['onOnly'];
}

function ReadingRow({ reading, name, onOnly }: ReadingRowProps) {
  const { t, language } = useWords();
  const agencyName = useAgencyName();
  const { readAt, account, agency, role, service, what, subjectId, paperId, purpose, assigned } = reading;
  const kind = WHATS.find((one) => one === what);
  return (
    <tr>
      <th scope="row" data-label={t('oversight.readings.when')}>
        <time dateTime={readAt}>{longTime(readAt, language)}</time>
      </th>
      <td data-label={t('oversight.readings.who')}>
        <button type="button" className="only" title={t('oversight.readings.onlyAccount')} onClick={() => onOnly({ account })}>
          <Mixed text={name ?? t('oversight.readings.account8', { id: account.slice(0, 8) })} />
        </button>
        <span className="quiet">
          {agencyName(agency)} · {roleName(role, language)}
        </span>
      </td>
      <td data-label={t('oversight.readings.what')}>
        {t(`oversight.services.${service}`)} · {kind === undefined ? what : t(`oversight.readings.whats.${kind}`)}
        <span className="quiet">
          <Subject service={service} id={subjectId} /> ·{' '}
          <button type="button" className="only" onClick={() => onOnly({ subjectId })}>
            {t('oversight.readings.onlySubject')}
            <span className="unseen"> {subjectId}</span>
          </button>
        </span>
        {paperId !== null && <span className="quiet">{t('oversight.readings.paper', { id: paperId.slice(0, 8) })}</span>}
      </td>
      <td data-label={t('oversight.readings.purpose')}>{nameIn(ACCESS_PURPOSES, purpose, language)}</td>
      <td data-label={t('oversight.readings.assigned')}>
        {assigned === null ? (
          t('oversight.readings.notOne')
        ) : (
          <span className={assigned ? 'tag tag-done' : 'tag tag-warning'}>
            {assigned ? '✓' : '▲'} {t(assigned ? 'oversight.readings.yes' : 'oversight.readings.no')}
          </span>
        )}
      </td>
    </tr>
  );
}

/** Whose details they were, by id; a link where one may open the matter. */
function Subject({ service, id }: { readonly service: ShownReading['service']; readonly id: string }) {
  const { t } = useWords();
  const may = useMay();
  if (service !== 'assignment') return t('oversight.readings.subjectOf', { id: id.slice(0, 8) });
  const text = t('oversight.readings.matter', { id: id.slice(0, 8) });
  return may('assignment.defence-request.read') ? <Link to={`/requests/${id}`}>{text}</Link> : text;
}
