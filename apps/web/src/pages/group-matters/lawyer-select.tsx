import { useCandidatesOf, type GroupMember } from '../../api/group-matters.ts';
import { useWords } from '../../i18n/index.ts';
import { Loading } from '../../parts/loading.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';

interface LawyerSelectProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
  /** The matter whose candidates are listed, the best first. */
  readonly of: GroupMember;
}

/** One of the lawyers who may be assigned to a matter; whether others of the group may have the same lawyer, each says itself. */
export function LawyerSelect({ of, ...rest }: LawyerSelectProps) {
  const { t } = useWords();
  const { data, error, refetch } = useCandidatesOf(of);
  if (error !== null) return <ProblemAlert error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading rows={1} />;
  const options = data
    .filter(({ may }) => may)
    .map(({ lawyerId, place, name, firm }) => ({ value: lawyerId, label: `${place}. ${name ?? t('common.erased')} · ${firm}` }));
  if (options.length === 0) return <p className="quiet">{t('groups.deed.noLawyer')}</p>;
  return <NativeSelect {...rest} options={options} />;
}
