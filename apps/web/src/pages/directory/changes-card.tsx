import { useAgencyName } from '../../api/directory.ts';
import { useRowChanges, type RegisterName, type RowChange } from '../../api/registers.ts';
import { useMay, useSession } from '../../api/session.ts';
import { roleName } from '../../app/role-name.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Loading } from '../../parts/loading.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { Card } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { Problem } from '../../api/problem.ts';
import { known } from './codes.ts';
import { useValueText } from './value-text.ts';

/** What became of a row, and who changed it last: the newest change open, those before it on demand. */
export function ChangesCard({ list, id }: { readonly list: RegisterName; readonly id: string }) {
  const may = useMay();
  return may('directory.change.list') ? <Changes list={list} id={id} /> : null;
}

function Changes({ list, id }: { readonly list: RegisterName; readonly id: string }) {
  const { t } = useWords();
  const { data, error, refetch } = useRowChanges(list, id);
  // Of what the platform brought along itself, nothing is recorded.
  const none = error instanceof Problem && error.status === 404;
  const [newest, ...before] = data ?? [];
  return (
    <Card title={t('registers.changes')}>
      {error !== null && !none && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {none && <p>{t('registers.noChanges')}</p>}
      {data === undefined && error === null && <Loading rows={2} />}
      {newest !== undefined && (
        <ul className="changes">
          <Change change={newest} first={before.length === 0} />
        </ul>
      )}
      {before.length > 0 && (
        <details>
          <summary>{t('registers.more')}</summary>
          <ul className="changes">
            {before.map((change, place) => (
              <Change key={`${change.at} ${change.account ?? ''}`} change={change} first={place === before.length - 1} />
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}

const FIELDS = [
  'code',
  'agency',
  'kind',
  'name',
  'nameEn',
  'noticeName',
  'active',
  'division',
  'divisions',
  'licence',
  'institution',
  'township',
  'village',
  'host',
  'address',
  'hotline',
  'openingHours',
  'accessible',
  'languages',
  'activeFrom',
  'activeTo',
  'firm',
  'gender',
  'practiceYears',
  'criminalDefenceYears',
  'minorsTrained',
  'specialities',
  'status',
  'statusReason',
  'statusSince',
  'details',
  'placeKind',
  'place',
  'day',
  'starts',
  'ends',
  'cancelledFor',
] as const;

/** One change; `first`: the registration, of which every field is new. */
function Change({ change: { at, account, agency, role, fields }, first }: { readonly change: RowChange; readonly first: boolean }) {
  const { t, language } = useWords();
  const { account: mine } = useSession();
  const agencyName = useAgencyName();
  const text = useValueText();
  const who = `${agencyName(agency)} · ${account === mine ? t('registers.changedByMe') : roleName(role, language)}`;
  return (
    <li>
      <strong>{first ? t('registers.created') : ''}</strong> <Mixed text={t('registers.changedBy', { who, at: longTime(at, language) })} />
      {!first && (
        <ul>
          {fields.map(({ field, from, to }) => {
            const label = known(FIELDS, field);
            if (label === undefined) return null;
            const name = t(`registers.fields.${label}`);
            return (
              <li key={field}>
                {field === 'details' ? (
                  t('registers.fieldOnly', { field: name })
                ) : (
                  <Mixed text={t('registers.fromTo', { field: name, from: text(field, from), to: text(field, to) })} />
                )}
              </li>
            );
          })}
        </ul>
      )}
    </li>
  );
}
