import { useWords } from '../i18n/index.ts';

export interface DayAndTime {
  readonly day?: string;
  readonly time?: string;
}

interface DateTimeFieldProps {
  /** What the pair is about: each part says it. */
  readonly label: string;
  readonly id?: string;
  readonly value?: DayAndTime;
  readonly onChange?: (value: DayAndTime) => void;
  readonly onBlur?: () => void;
  readonly 'aria-invalid'?: boolean;
  readonly 'aria-describedby'?: string;
}

/** A day and a time, as the browser asks for them. */
export function DateTimeField({ label, id, value = {}, onChange, onBlur, ...rest }: DateTimeFieldProps) {
  const { t } = useWords();
  const set = (part: DayAndTime): void => onChange?.({ ...value, ...part });
  return (
    <span className="date-time">
      <input
        {...rest}
        id={id}
        className="control"
        type="date"
        aria-label={`${label} ${t('notice.field.day')}`}
        value={value.day ?? ''}
        onBlur={onBlur}
        onChange={({ target }) => set({ day: target.value })}
      />
      <input
        {...rest}
        className="control"
        type="time"
        aria-label={`${label} ${t('notice.field.time')}`}
        value={value.time ?? ''}
        onBlur={onBlur}
        onChange={({ target }) => set({ time: target.value })}
      />
    </span>
  );
}
