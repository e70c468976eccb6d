import { DIVISIONS } from '@xiezhi/contracts';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { useValues, type ReferenceValue, type ValueStatus } from '../../api/reference-values.ts';
import { useMay, useSession } from '../../api/session.ts';
import { useAddress } from '../../app/use-address.ts';
import { nameIn } from '../../format/code-names.ts';
import { longDay } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { DivisionSelect } from '../../parts/division-select.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { More } from '../../parts/pages-of-list.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { DecideDialog } from './decide-dialog.tsx';
import { KINDS, useValueWords } from './value-words.ts';

const STATUSES = ['entered', 'approved', 'rejected'] as const satisfies readonly ValueStatus[];
const LOOK = { entered: '◌', approved: '✓', rejected: '✕' } as const;
const TAG = { entered: 'tag tag-warning', approved: 'tag tag-done', rejected: 'tag tag-quiet' } as const;

/** Every value that was entered, none of them ever changed; or those that wait for a second person. */
export function ValuesHistory({ waiting }: { readonly waiting: boolean }) {
  const { t } = useWords();
  const id = useId();
  const [search, change] = useAddress();
  const [deciding, setDeciding] = useState<ReferenceValue | null>(null);
  const given = { kind: search.get('kind') ?? '', division: search.get('division') ?? '' };
  const status = waiting ? 'entered' : (search.get('status') ?? '');
  const show = (changes: Record<string, string>): void => change((now) => ({ ...Object.fromEntries(now), ...changes }));
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useValues({ ...given, status });
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const { kindName } = useValueWords([]);
  return (
    <>
      <div className="filters" role="group" aria-label={t('requests.list.filters')}>
        <label htmlFor={`${id}k`}>{t('rules.values.kind')}</label>
        <NativeSelect
          id={`${id}k`}
          none={t('common.all')}
          value={given.kind}
          onChange={(kind) => show({ kind })}
          options={KINDS.map((value) => ({ value, label: kindName(value) }))}
        />
        <label htmlFor={`${id}d`}>{t('rules.values.division')}</label>
        <DivisionSelect id={`${id}d`} none={t('common.all')} value={given.division} onChange={(division) => show({ division })} />
        {!waiting && (
          <>
            <label htmlFor={`${id}s`}>{t('rules.values.status')}</label>
            <NativeSelect
              id={`${id}s`}
              none={t('common.all')}
              value={status}
              onChange={(value) => show({ status: value })}
              options={STATUSES.map((value) => ({ value, label: t(`rules.values.statuses.${value}`) }))}
            />
          </>
        )}
      </div>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined && error === null && <Loading rows={6} />}
      {data !== undefined && items.length === 0 && <Empty title={t(waiting ? 'rules.values.noneWaiting' : 'rules.values.noneHistory')} />}
      {items.length > 0 && <ValueTable values={items} onDecide={setDeciding} />}
      {hasNextPage && (
        <div className="list-foot">
          <More there={hasNextPage} loading={isFetchingNextPage} onMore={fetchNextPage} />
        </div>
      )}
      {deciding !== null && <DecideDialog value={deciding} onClose={() => setDeciding(null)} />}
    </>
  );
}

interface ValueTableProps {
  readonly values: readonly ReferenceValue[];
  readonly onDecide: (value: ReferenceValue) => void;
}

function ValueTable({ values, onDecide }: ValueTableProps) {
  const { t } = useWords();
  const words = useValueWords(values);
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{t('rules.values.kind')}</th>
          <th scope="col" className="number">
            {t('rules.values.value')}
          </th>
          <th scope="col">{t('rules.values.validFrom')}</th>
          <th scope="col">{t('rules.values.source')}</th>
          <th scope="col">{t('rules.values.status')}</th>
        </tr>
      </thead>
      <tbody>
        {values.map((value) => (
          <ValueRow key={value.id} value={value} words={words} onDecide={onDecide} />
        ))}
      </tbody>
    </table>
  );
}

interface ValueRowProps {
  readonly value: ReferenceValue;
  readonly words: ReturnType<typeof useValueWords>;
  readonly onDecide: (value: ReferenceValue) => void;
}

function ValueRow({ value, words: { kindName, written, by }, onDecide }: ValueRowProps) {
  const { t, language } = useWords();
  const may = useMay();
  const { account } = useSession();
  const { kind, division, validFrom, source, sourceOn, status, enteredBy, enteredAt, decidedBy, decidedAt, reason } = value;
  const open = status === 'entered' && may('directory.reference-value.decide');
  return (
    <tr>
      <th scope="row" data-label={t('rules.values.kind')}>
        {kindName(kind)}
        <span className="quiet">{nameIn(DIVISIONS, division, language)}</span>
      </th>
      <td className="number" data-label={t('rules.values.value')}>
        {written(value)}
      </td>
      <td data-label={t('rules.values.validFrom')}>{longDay(validFrom, language)}</td>
      <td data-label={t('rules.values.source')}>
        <Mixed text={source} />
        <span className="quiet">{longDay(sourceOn, language)}</span>
      </td>
      <td data-label={t('rules.values.status')}>
        <span className={TAG[status]}>
          {LOOK[status]} {t(`rules.values.statuses.${status}`)}
        </span>
        <span className="quiet">
          {t('rules.values.enteredBy')} {by(enteredBy, enteredAt)}
        </span>
        {decidedBy !== null && decidedAt !== null && (
          <span className="quiet">
            {t('rules.values.decidedBy')} {by(decidedBy, decidedAt)}
          </span>
        )}
        {reason !== null && (
          <span className="quiet">
            {t('rules.values.reason')}: <Mixed text={reason} />
          </span>
        )}
        {open && account === enteredBy && <span className="quiet">{t('rules.values.ownWaits')}</span>}
        {open && account !== enteredBy && (
          <Button
            size="small"
            aria-label={`${t('rules.values.decide')} ${kindName(kind)} ${written(value)}`}
            onClick={() => onDecide(value)}
          >
            {t('rules.values.decide')}
          </Button>
        )}
      </td>
    </tr>
  );
}
