import { CUSTODY_KINDS, SPOKEN_LANGUAGES } from '@xiezhi/contracts';
import { Checkbox, Form, Input, type FormInstance } from 'antd';
import { useState } from 'react';
import { useWords } from '../../i18n/index.ts';
import { NativeSelect } from '../../parts/native-select.tsx';
import { Group } from './group.tsx';
import { plainDigits, readIdentityNumber } from './identity-number.ts';
import type { NoticeValues } from './notice-values.ts';
import { useRules } from './rules.ts';

/** 谁: the person, the language, and where the person is held. */
export function WhoGroup({ form }: { readonly form: FormInstance<NoticeValues> }) {
  const { t, language } = useWords();
  const { label, asking } = useRules();
  const [filled, setFilled] = useState(false);
  const ground = Form.useWatch('ground', form);
  const options = (list: readonly { readonly code: string; readonly nameZh: string; readonly nameEn: string }[]) =>
    list.map(({ code, nameZh, nameEn }) => ({ value: code, label: language === 'zh' ? nameZh : nameEn }));
  const readNumber = (text: string): void => {
    const number = plainDigits(text);
    if (number !== text) form.setFieldValue(['person', 'idNumber'], number);
    const read = readIdentityNumber(number);
    setFilled(read !== null);
    if (read !== null) form.setFieldsValue({ person: read });
  };
  return (
    <Group name="who">
      <Form.Item name={['person', 'name']} label={label('name')} rules={[asking('name', 'required')]} extra={t('notice.hint.tibetan')}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <div className="pair">
        <Form.Item
          name={['person', 'idNumber']}
          label={label('idNumber')}
          extra={<span aria-live="polite">{t(filled ? 'notice.hint.filled' : 'notice.hint.idNumber')}</span>}
        >
          <Input maxLength={30} autoComplete="off" onBlur={({ target }) => readNumber(target.value)} />
        </Form.Item>
        <Form.Item
          name={['person', 'birthDate']}
          label={label('birthDate')}
          rules={ground === 'minor' ? [{ required: true, message: t('notice.invalid.birthMissing') }] : []}
        >
          <input className="control" type="date" />
        </Form.Item>
      </div>
      <div className="pair">
        <Form.Item name={['person', 'gender']} label={label('gender')}>
          <NativeSelect
            options={[
              { value: 'female', label: t('notice.gender.female') },
              { value: 'male', label: t('notice.gender.male') },
            ]}
          />
        </Form.Item>
        <Form.Item name={['person', 'residence']} label={label('residence')}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
      </div>
      <div className="pair">
        <Form.Item name="language" label={label('language')} rules={[asking('language', 'choose')]}>
          <NativeSelect chosen options={options(SPOKEN_LANGUAGES)} />
        </Form.Item>
        <Form.Item name="interpreterNeeded" valuePropName="checked" className="align-end">
          <Checkbox>{label('interpreterNeeded')}</Checkbox>
        </Form.Item>
      </div>
      <div className="pair">
        <Form.Item name="custody" label={label('custody')} rules={[asking('custody', 'choose')]}>
          <NativeSelect options={options(CUSTODY_KINDS)} />
        </Form.Item>
        <Form.Item name={['person', 'custodyPlace']} label={label('custodyPlace')}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
      </div>
    </Group>
  );
}
