import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { read } from '../../api/client.ts';
import { useMay } from '../../api/session.ts';
import { useWords } from '../../i18n/index.ts';
import { NativeSelect } from '../../parts/native-select.tsx';

interface Found {
  readonly id: string;
  readonly caseNumber: string;
}

interface RequestFieldProps {
  readonly label: string;
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
}

/** A request, found by how its case number begins; known already where one comes from its page. */
export function RequestField({ label, value, onChange, id, ...rest }: RequestFieldProps) {
  const { t } = useWords();
  const may = useMay();
  const [known] = useState(value);
  const [typed, setTyped] = useState('');
  const { data } = useQuery({
    queryKey: ['search', typed],
    queryFn: ({ signal }) => read<{ readonly items: readonly Found[] }>('/api/assignment/search', { q: typed }, signal),
    enabled: typed !== '' && may('assignment.search'),
  });
  if (known !== undefined && known !== '') return <code>{known}</code>;
  const options = (data?.items ?? []).map((found) => ({ value: found.id, label: found.caseNumber }));
  return (
    <span className="quality-request">
      <Input.Search
        aria-label={`${label} · ${t('quality.searchNumber')}`}
        placeholder={t('quality.searchNumber')}
        maxLength={60}
        enterButton={t('quality.search')}
        onSearch={(written) => setTyped(written.trim())}
      />
      <NativeSelect
        {...rest}
        {...(id !== undefined && { id })}
        value={value ?? ''}
        onChange={(chosen) => onChange?.(chosen)}
        options={options}
        none={typed !== '' && data?.items.length === 0 ? t('quality.noneFound') : t('notice.choose')}
      />
    </span>
  );
}
