import { DIVISIONS } from '@xiezhi/contracts';
import { Button } from 'antd';
import { useId, type SubmitEvent } from 'react';
import type { Filter } from '../../api/registers.ts';
import { nameIn } from '../../format/code-names.ts';
import { useWords } from '../../i18n/index.ts';
import { DivisionSelect } from '../../parts/division-select.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';

/** What a list can be narrowed by: a text, a division, one of several values, or (`fixed`) what the link that led here says. */
export type FilterField =
  | { readonly name: string; readonly label: string; readonly kind: 'text' | 'division' | 'fixed' }
  | {
      readonly name: string;
      readonly label: string;
      readonly kind: 'choice';
      readonly options: readonly { readonly value: string; readonly label: string }[];
    };

interface FilterBarProps {
  readonly fields: readonly FilterField[];
  readonly filter: Filter;
  readonly onNarrow: (changes: Filter) => void;
}

/** What narrows a list, and one click to drop each. */
export function FilterBar({ fields, filter, onNarrow }: FilterBarProps) {
  const { t, language } = useWords();
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget).get('q');
    onNarrow({ q: typeof given === 'string' ? given.trim() : '' });
  };
  const said = (field: FilterField, value: string): string => {
    if (field.kind === 'division') return nameIn(DIVISIONS, value, language);
    if (field.kind === 'fixed') return field.label;
    return field.kind === 'choice' ? (field.options.find((option) => option.value === value)?.label ?? value) : value;
  };
  const asked = fields.filter(({ kind }) => kind !== 'fixed');
  const hasText = fields.some(({ kind }) => kind === 'text');
  return (
    <form className="filters" aria-label={t('registers.filters')} onSubmit={submit}>
      {asked.map((field) => (
        <Field key={field.name} field={field} value={filter[field.name] ?? ''} onNarrow={onNarrow} />
      ))}
      {hasText && <Button htmlType="submit">{t('search.go')}</Button>}
      {fields.map((field) => {
        const value = filter[field.name];
        return value === undefined ? null : (
          <Button key={field.name} onClick={() => onNarrow({ [field.name]: '' })}>
            {t('registers.clear', { what: said(field, value) })} ✕
          </Button>
        );
      })}
    </form>
  );
}

interface FieldProps {
  readonly field: FilterField;
  readonly value: string;
  readonly onNarrow: (changes: Filter) => void;
}

function Field({ field, value, onNarrow }: FieldProps) {
  const { t } = useWords();
  const id = useId();
  const change = (chosen: string): void => onNarrow({ [field.name]: chosen });
  return (
    <span className="filter">
      <label htmlFor={id}>{field.label}</label>
      {field.kind === 'text' && (
        <input key={value} id={id} className="control" name={field.name} type="search" maxLength={100} defaultValue={value} />
      )}
      {field.kind === 'division' && <DivisionSelect id={id} none={t('common.all')} value={value} onChange={change} />}
      {field.kind === 'choice' && <NativeSelect id={id} none={t('common.all')} value={value} onChange={change} options={field.options} />}
    </span>
  );
}
