import { Button, Form, Input } from 'antd';
import { PAPER_KINDS } from '../../api/types.ts';
import { useWords } from '../../i18n/index.ts';
import { NativeSelect } from '../../parts/native-select.tsx';
import { useRules } from './rules.ts';

const MOST = 50;

/** 随附材料: the papers that go with the notice, one row each. */
export function PapersField() {
  const { t } = useWords();
  const { label, asking } = useRules();
  const options = PAPER_KINDS.map((kind) => ({ value: kind, label: t(`notice.paper.${kind}`) }));
  return (
    <Form.List name="papers">
      {(fields, { add, remove }) => (
        <fieldset className="papers">
          <legend>
            {label('papers')} <span className="optional">{t('common.optional')}</span>
          </legend>
          {fields.map(({ key, name }, index) => (
            <div className="pair" key={key}>
              <Form.Item name={[name, 'kind']} label={label('paperKind')} rules={[asking('paperKind', 'choose')]}>
                <NativeSelect options={options} />
              </Form.Item>
              <div className="with-remove">
                <Form.Item name={[name, 'title']} label={label('paperTitle')} rules={[asking('paperTitle', 'required')]}>
                  <Input maxLength={200} autoComplete="off" />
                </Form.Item>
                <Button aria-label={t('notice.removePaper', { index: index + 1 })} onClick={() => remove(name)}>
                  ✕
                </Button>
              </div>
            </div>
          ))}
          {fields.length < MOST && <Button onClick={() => add({})}>{t('notice.addPaper')}</Button>}
        </fieldset>
      )}
    </Form.List>
  );
}
