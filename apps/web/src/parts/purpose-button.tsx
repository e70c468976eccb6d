import { ACCESS_PURPOSES, type AccessPurpose } from '@xiezhi/contracts';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { useWords } from '../i18n/index.ts';
import { NativeSelect } from './native-select.tsx';

interface PurposeButtonProps {
  readonly label: string;
  readonly usual: AccessPurpose;
  readonly loading: boolean;
  readonly onOpen: (purpose: AccessPurpose) => void;
}

/** Opens a person's details for a purpose, which is recorded with the reading. */
export function PurposeButton({ label, usual, loading, onOpen }: PurposeButtonProps) {
  const { t, language } = useWords();
  const id = useId();
  const [purpose, setPurpose] = useState<AccessPurpose>(usual);
  const options = ACCESS_PURPOSES.map(({ code, nameZh, nameEn }) => ({ value: code, label: language === 'zh' ? nameZh : nameEn }));
  return (
    <div className="purpose no-print">
      <label htmlFor={id}>{t('requests.detail.purpose')}</label>
      <NativeSelect
        id={id}
        chosen
        options={options}
        value={purpose}
        onChange={(value) => setPurpose(ACCESS_PURPOSES.find(({ code }) => code === value)?.code ?? usual)}
      />
      <Button loading={loading} onClick={() => onOpen(purpose)}>
        {label}
      </Button>
    </div>
  );
}
