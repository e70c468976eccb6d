import { useWords } from '../i18n/index.ts';

interface NativeSelectProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
  readonly onBlur?: () => void;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** What the entry is called that chooses none. */
  readonly none?: string;
  /** There is always a choice: no entry asks for one. */
  readonly chosen?: boolean;
  readonly 'aria-label'?: string;
  readonly 'aria-invalid'?: boolean;
  readonly 'aria-describedby'?: string;
  readonly 'aria-required'?: boolean;
}

/** The browser's own list: known to every keyboard, screen reader and phone. */
export function NativeSelect({ value = '', onChange, options, none, chosen = false, ...rest }: NativeSelectProps) {
  const { t } = useWords();
  return (
    <select className="control" {...rest} value={value} onChange={({ target }) => onChange?.(target.value)}>
      {!chosen && <option value="">{none ?? t('notice.choose')}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
