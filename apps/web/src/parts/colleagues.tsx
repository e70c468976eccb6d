import { useQuery } from '@tanstack/react-query';
import { read } from '../api/client.ts';
import { useWords } from '../i18n/index.ts';
import { Loading } from './loading.tsx';
import { NativeSelect } from './native-select.tsx';
import { ProblemAlert } from './problem-alert.tsx';

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
