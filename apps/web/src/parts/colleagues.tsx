import { useQuery } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { read } from '../api/client.ts';
import { useWords } from '../i18n/index.ts';
import { Loading } from './loading.tsx';
import { NativeSelect } from './native-select.tsx';
import { ProblemAlert } from './problem-alert.tsx';
import './colleagues.css';

interface Colleague {
  readonly account: string;
  readonly displayName: string | null;
  readonly role: string;
}

/** The people of one's own agency with an account in use. */
export const useColleagues = () =>
  useQuery({
    queryKey: ['colleagues'],
    queryFn: async ({ signal }) => (await read<{ readonly items: readonly Colleague[] }>('/api/directory/colleagues', {}, signal)).items,
  });

interface ColleagueChecksProps {
  readonly id?: string;
  readonly value?: readonly string[];
  readonly onChange?: (value: string[]) => void;
  /** Roles of those who are not asked about. */
  readonly without?: string;
}

/** Some of the people of one's own agency. Whoever is chosen and not known any more stays chosen until unchecked. */
export function ColleagueChecks({ value = [], without, onChange, ...rest }: ColleagueChecksProps) {
  const { t } = useWords();
  const { data, error, refetch } = useColleagues();
  if (error !== null) return <ProblemAlert error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading rows={2} />;
  const asked = data.filter(({ role }) => role !== without);
  const gone = value.filter((account) => !data.some((one) => one.account === account));
  const options = [
    ...asked.map(({ account, displayName }) => ({ value: account, label: displayName ?? t('common.erased') })),
    ...gone.map((account) => ({ value: account, label: t('sensitive.goneOfficer') })),
  ];
  if (options.length === 0) return <p className="quiet">{t('sensitive.noColleague')}</p>;
  return (
    <Checkbox.Group {...rest} className="colleagues" value={[...value]} options={options} {...(onChange !== undefined && { onChange })} />
  );
}

interface ColleagueSelectProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
}

/** One of the people of one's own agency. */
export function ColleagueSelect({ value = '', ...rest }: ColleagueSelectProps) {
  const { t } = useWords();
  const { data, error, refetch } = useColleagues();
  if (error !== null) return <ProblemAlert error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading rows={1} />;
  const options = data.map(({ account, displayName }) => ({ value: account, label: displayName ?? t('common.erased') }));
  // Whoever leads it now may be out of use here.
  const known = options.some((option) => option.value === value);
  return <NativeSelect {...rest} value={known ? value : ''} options={options} />;
}
