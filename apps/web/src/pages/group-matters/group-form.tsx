import { GROUP_JOIN_BASES, GROUP_REASONS } from '@xiezhi/contracts';
import { Form, Input } from 'antd';
import { useWords } from '../../i18n/index.ts';
import { NativeSelect } from '../../parts/native-select.tsx';
import { optionsOf } from './codes.ts';

const MAX_TITLE = 100;

/** What a new group is: its title and its kind. */
export function NewGroupFields() {
  const { t, language } = useWords();
  const needed = { required: true, message: t('groups.needed') };
  return (
    <>
      <Form.Item name="title" label={t('groups.open.title')} extra={t('groups.open.titleHint')} rules={[needed]}>
        <Input maxLength={MAX_TITLE} autoComplete="off" />
      </Form.Item>
      <Form.Item name="reason" label={t('groups.open.reason')} rules={[needed]}>
        <NativeSelect options={optionsOf(GROUP_REASONS, language)} />
      </Form.Item>
    </>
  );
}

/** Why matters belong to a group. */
export function BasisField() {
  const { t, language } = useWords();
  return (
    <Form.Item name="basis" label={t('groups.join.basis')} rules={[{ required: true, message: t('groups.needed') }]}>
      <NativeSelect options={optionsOf(GROUP_JOIN_BASES, language)} />
    </Form.Item>
  );
}
