import { Link } from 'react-router';
import { useGroupMarks } from '../../api/group-matters.ts';
import { MAX_CHOSEN } from '../../api/worklist.ts';
import { useMay, useSession } from '../../api/session.ts';
import type { DefenceRequest } from '../../api/types.ts';
import { useWords } from '../../i18n/index.ts';
import { shortTime } from '../../format/time.ts';
import { ClockChip } from '../../parts/clock-chip.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { useNow } from '../../parts/now.ts';
import { useRequestWords } from '../../parts/request-words.ts';
import { StatusTag } from '../../parts/status-tag.tsx';
import { GroupMark } from '../group-matters/group-mark.tsx';
import type { Sort } from './worklist-address.ts';

interface RequestTableProps {
  /** Another order is on its way. */
  readonly busy: boolean;
  readonly items: readonly DefenceRequest[];
  readonly sort: Sort;
  readonly order: 'asc' | 'desc';
  readonly onSort: (sort: Sort) => void;
  readonly chosen: ReadonlySet<string>;
  readonly onChosen: (ids: readonly string[]) => void;
}

/** Requests as rows; below 768 px as cards. The link of a row is what the keyboard moves along. */
export function RequestTable({ busy, items, sort, order, onSort, chosen, onChosen }: RequestTableProps) {
  const { t } = useWords();
  const { agency } = useSession();
  const sender = items.every(({ organ }) => organ === agency);
  const marks = useGroupMarks(
    'defence-request',
    items.map(({ id }) => id),
    useMay()('assignment.group-matter.suggestion'),
  );
  const all = items.length > 0 && items.slice(0, MAX_CHOSEN).every(({ id }) => chosen.has(id));
  const head = (by: Sort, label: string) => (
    <button type="button" className="sort" onClick={() => onSort(by)}>
      {label} <span aria-hidden>{sort === by ? (order === 'asc' ? '↑' : '↓') : '↕'}</span>
    </button>
  );
  const sorted = (by: Sort) => (sort === by ? { 'aria-sort': order === 'asc' ? ('ascending' as const) : ('descending' as const) } : {});
  return (
    <table className="list worklist" aria-busy={busy}>
      <thead>
        <tr>
          <th scope="col" className="choose">
            <input
              type="checkbox"
              aria-label={t('worklist.chooseAll')}
              checked={all}
              onChange={() => onChosen(all ? [] : items.slice(0, MAX_CHOSEN).map(({ id }) => id))}
            />
          </th>
          <th scope="col" {...sorted('due')}>
            {head('due', t('requests.list.due'))}
          </th>
          <th scope="col" {...sorted('number')}>
            {head('number', t('requests.list.number'))}
          </th>
          <th scope="col" {...sorted('sent')}>
            {t(sender ? 'requests.list.to' : 'requests.list.from')} · {head('sent', t('worklist.sent'))}
          </th>
          <th scope="col">{t('requests.list.matter')}</th>
          <th scope="col">{t('requests.list.duty')}</th>
          <th scope="col">{t('requests.list.action')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Row
            key={item.id}
            item={item}
            sender={sender}
            marked={marks.has(item.id)}
            chosen={chosen.has(item.id)}
            onChoose={() => onChosen(chosen.has(item.id) ? [...chosen].filter((id) => id !== item.id) : [...chosen, item.id])}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly item: DefenceRequest;
  readonly sender: boolean;
  /** It might be joined with others in a group. */
  readonly marked: boolean;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function Row({ item, sender, marked, chosen, onChoose }: RowProps) {
  const { t } = useWords();
  const words = useRequestWords();
  const now = useNow();
  const number = item.caseNumber ?? item.id;
  return (
    <tr className={chosen ? 'chosen' : ''}>
      <td className="choose">
        <input type="checkbox" data-choose={item.id} aria-label={t('worklist.choose', { number })} checked={chosen} onChange={onChoose} />
      </td>
      <td data-label={t('requests.list.due')}>
        <ClockChip request={item} />
      </td>
      <th scope="row" data-label={t('requests.list.number')}>
        <Link to={`/requests/${item.id}`} data-row={item.id}>
          <Mixed text={number} />
        </Link>
        {item.letterNumber !== null && <span className="quiet">{item.letterNumber}</span>}
      </th>
      <td data-label={t(sender ? 'requests.list.to' : 'requests.list.from')}>
        {words.nameOf(sender ? item.institution : item.organ)}
        {item.receivedAt !== null && <span className="quiet">{t('worklist.sentAt', { at: shortTime(item.receivedAt, now) })}</span>}
      </td>
      <td data-label={t('requests.list.matter')}>
        <Matter item={item} />
      </td>
      <td data-label={t('requests.list.duty')}>
        {item.open ? words.duty(item) : <StatusTag status={item.status} />}
        {item.status === 'returned' && <StatusTag status="returned" />}
        {item.hearingConflict && !sender && <span className="quiet warn">▲ {t('worklist.hearingConflict')}</span>}
        <GroupMark there={marked} />
      </td>
      <td className="list-action">
        <NextAction item={item} />
      </td>
    </tr>
  );
}

function Matter({ item: { personName, facts } }: { readonly item: DefenceRequest }) {
  const { t } = useWords();
  const now = useNow();
  return (
    <>
      {personName !== null && <Mixed text={personName} />} {facts !== null && <Mixed text={facts.offence} />}
      <span className="marks">
        {facts?.minor === true && <span className="mark">{t('requests.list.minor')}</span>}
        {facts?.lifeOrDeath === true && <span className="mark">{t('requests.list.lifeOrDeath')}</span>}
        {facts?.hearingAt !== undefined && (
          <span className="quiet">{t('requests.list.hearing', { at: shortTime(facts.hearingAt, now) })}</span>
        )}
      </span>
    </>
  );
}

/** The next action sits in the row, where the reader may do it. */
function NextAction({ item: { id, status, institution } }: { readonly item: DefenceRequest }) {
  const { t } = useWords();
  const { agency } = useSession();
  const may = useMay();
  const assignable = (status === 'received' || status === 'returned') && institution === agency && may('assignment.defence-request.assign');
  if (assignable) {
    return (
      <LinkButton to={`/requests/${id}/assign`} assigns={id} size="small" type="primary">
        {t('requests.action.assign')}
      </LinkButton>
    );
  }
  if (status === 'detected' && may('assignment.defence-request.send'))
    return <Link to={`/requests/${id}/notice`}>{t('course.action.notice')}</Link>;
  if (status === 'returned' && may('assignment.defence-request.correct'))
    return <Link to={`/requests/${id}/correct`}>{t('requests.action.correct')}</Link>;
  return <Link to={`/requests/${id}`}>{t('requests.action.open')}</Link>;
}
