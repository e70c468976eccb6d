import { Form, Input } from 'antd';
import { useAgencies } from '../../api/directory.ts';
import { useWords } from '../../i18n/index.ts';
import { DivisionSelect } from '../../parts/division-select.tsx';
import { Group } from './group.tsx';
import { PapersField } from './papers-field.tsx';
import { useRules } from './rules.ts';

/** 案件: number, offence, papers, and which institution shall act. */
export function CaseGroup({ forNew }: { readonly forNew: boolean }) {
  const { t, language } = useWords();
  const { label, asking } = useRules();
  const { data = [] } = useAgencies();
  const institutions = new Map(
    data
      .filter(({ kind, active }) => kind === 'institution' && active)
      .map(({ division, name, nameEn }) => [division, language === 'zh' ? name : nameEn]),
  );
  return (
    <Group name="case">
      <Form.Item
        name="caseNumber"
        label={label('caseNumber')}
        rules={[asking('caseNumber', 'required')]}
        extra={t('notice.hint.caseNumber')}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="offence" label={label('offence')} rules={[asking('offence', 'required')]}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      {forNew && (
        <Form.Item name="division" label={label('division')} rules={[asking('division', 'choose')]}>
          <DivisionSelect codes={new Set(institutions.keys())} labelOf={(code) => institutions.get(code)} />
        </Form.Item>
      )}
      <PapersField />
    </Group>
  );
}
