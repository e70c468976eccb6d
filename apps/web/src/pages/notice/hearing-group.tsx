import { Form, Input } from 'antd';
import { useWords } from '../../i18n/index.ts';
import { DateTimeField, type DayAndTime } from '../../parts/date-time-field.tsx';
import { Group } from './group.tsx';
import { useRules } from './rules.ts';
import { mayHaveHearing } from './trial.ts';

/**
 * 开庭与联系: when and where the hearing is, when the situation was found, and whom to call. `kept`: the hearing of the notice that is
 * corrected, which may have passed meanwhile.
 */
export function HearingGroup({ kept }: { readonly kept?: DayAndTime }) {
  const { t } = useWords();
  const { label, asking, dateTime } = useRules();
  const stage = Form.useWatch<string | undefined>('stage');
  return (
    <Group name="hearing">
      {mayHaveHearing(stage) && (
        <>
          <Form.Item name="hearingAt" label={label('hearing')} rules={[dateTime('past', kept)]} extra={t('notice.hint.hearing')}>
            <DateTimeField label={label('hearing')} />
          </Form.Item>
          <Form.Item name="hearingPlace" label={label('hearingPlace')}>
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
        </>
      )}
      <Form.Item name="discoveredAt" label={label('discovered')} rules={[dateTime('future')]} extra={t('notice.hint.discovered')}>
        <DateTimeField label={label('discovered')} />
      </Form.Item>
      <div className="pair">
        <Form.Item name={['contact', 'name']} label={label('contactName')} rules={[asking('contactName', 'required')]}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name={['contact', 'phone']} label={label('phone')} rules={[asking('phone', 'required')]}>
          <Input maxLength={40} autoComplete="off" inputMode="tel" />
        </Form.Item>
      </div>
    </Group>
  );
}
