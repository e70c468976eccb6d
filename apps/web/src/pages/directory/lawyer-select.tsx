import { useWords } from '../../i18n/index.ts';
import { NativeSelect } from '../../parts/native-select.tsx';
import type { Lawyer } from '../../api/types.ts';
import { useChoices } from '../../api/registers.ts';

interface LawyerSelectProps {
  /** Whose lawyers: those that a division may call on. */
  readonly division: string | undefined;
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
}

/** The practising lawyers whom the institution's division may call on. Masked names repeat: the end of the number tells them apart. */
export function LawyerSelect({ division, ...field }: LawyerSelectProps) {
  const { t } = useWords();
  const { data: lawyers = [] } = useChoices<Lawyer>('lawyers', { status: 'active', division: division ?? '' }, division !== undefined);
  const labelOf = ({ name, firm, practiceYears }: Lawyer): string =>
    `${name ?? ''} · ${firm} · ${t('lawyers.years', { count: practiceYears })}`;
  const labels = lawyers.map(labelOf);
  return (
    <NativeSelect
      {...field}
      options={lawyers
        .filter(({ name }) => name !== null)
        .map((lawyer) => {
          const label = labelOf(lawyer);
          const repeated = labels.filter((one) => one === label).length > 1;
          return { value: lawyer.id, label: repeated ? `${label} · #${lawyer.id.slice(-4)}` : label };
        })}
    />
  );
}
