import { PROCEDURE_STAGES } from '@xiezhi/contracts';
import { Checkbox, Form, Input, Radio } from 'antd';
import { useNoticeChoices } from '../../api/requests.ts';
import type { Procedure } from '../../api/types.ts';
import { nameIn } from '../../format/code-names.ts';
import { useWords } from '../../i18n/index.ts';
import { Loading } from '../../parts/loading.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { Group } from './group.tsx';
import { isTrial } from './trial.ts';
import { useRules } from './rules.ts';

const PROCEDURES: readonly Procedure[] = ['ordinary', 'summary', 'fast_track'];

/** 理由与阶段: the stage, then the grounds that belong to it, in plain words, the article small beside each. */
export function GroundGroup() {
  const { t, language } = useWords();
  const { label, asking } = useRules();
  const division = Form.useWatch<string | undefined>('division');
  const { data, error, refetch } = useNoticeChoices(division);
  const stage = Form.useWatch<string | undefined>('stage');
  const ground = Form.useWatch<string | undefined>('ground');
  if (error !== null)
    return (
      <Group name="ground">
        <ProblemAlert error={error} onAgain={() => void refetch()} />
      </Group>
    );
  if (data === undefined)
    return (
      <Group name="ground">
        <Loading rows={4} />
      </Group>
    );
  const grounds = data.grounds.filter(({ stages }) => stage === undefined || stages.some((one) => one === stage));
  return (
    <Group name="ground">
      <div className="pair">
        <Form.Item name="stage" label={label('stage')} rules={[asking('stage', 'choose')]}>
          <NativeSelect options={data.stages.map((code) => ({ value: code, label: nameIn(PROCEDURE_STAGES, code, language) }))} />
        </Form.Item>
        {isTrial(stage) && (
          <Form.Item name="procedure" label={label('procedure')} rules={[asking('procedure', 'choose')]}>
            <NativeSelect chosen options={PROCEDURES.map((code) => ({ value: code, label: t(`notice.procedure.${code}`) }))} />
          </Form.Item>
        )}
      </div>
      <Form.Item name="ground" label={label('ground')} rules={[asking('ground', 'choose')]}>
        <Radio.Group className="grounds">
          {grounds.map(({ code, basis }) => (
            <Radio key={code} value={code}>
              {t(`notice.ground.${code}`)}
              <span className="quiet">{basis}</span>
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      {ground === 'other_by_law' && (
        <Form.Item name="otherProvision" label={label('otherProvision')} rules={[asking('otherProvision', 'required')]}>
          <Input maxLength={200} />
        </Form.Item>
      )}
      {ground === 'death_review_applicant' && <AppliedForAid />}
      {ground !== 'life_or_death' && (
        <Form.Item name="lifeOrDeath" valuePropName="checked" extra={t('notice.hint.lifeOrDeath')}>
          <Checkbox>{label('lifeOrDeath')}</Checkbox>
        </Form.Item>
      )}
      <Form.Item name="reason" label={label('reason')}>
        <Input.TextArea rows={3} maxLength={2_000} />
      </Form.Item>
    </Group>
  );
}

/** In a death penalty review the defendant applies first (法律援助法 第25条). */
function AppliedForAid() {
  const { t } = useWords();
  const { label } = useRules();
  return (
    <Form.Item
      name="appliedForAid"
      valuePropName="checked"
      rules={[
        {
          validator: (_rule, value?: boolean) =>
            value === true ? Promise.resolve() : Promise.reject(new Error(t('notice.invalid.applied'))),
        },
      ]}
    >
      <Checkbox>{label('appliedForAid')}</Checkbox>
    </Form.Item>
  );
}
