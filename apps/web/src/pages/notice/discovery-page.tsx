import { PROCEDURE_STAGES } from '@xiezhi/contracts';
import { Form, Input } from 'antd';
import type { Rule } from 'antd/es/form/index.js';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useDraftKeeping, type DraftOf, type SavedDraft } from '../../api/drafts.ts';
import { useAgencies } from '../../api/directory.ts';
import { useNoticeChoices, useRecordDiscovery } from '../../api/requests.ts';
import { useSession } from '../../api/session.ts';
import { nameIn } from '../../format/code-names.ts';
import { instantOf } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { DateTimeField, type DayAndTime } from '../../parts/date-time-field.tsx';
import { DivisionSelect } from '../../parts/division-select.tsx';
import { flash } from '../../parts/flash.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { Page } from '../../parts/page.tsx';
import { RegisterForm } from '../directory/register-form.tsx';
import { DraftLine } from './draft-line.tsx';
import { DraftsCard } from './drafts-card.tsx';
import { useRules } from './rules.ts';

interface DiscoveryValues {
  readonly caseNumber?: string;
  readonly stage?: string;
  readonly ground?: string;
  readonly division?: string;
  readonly discoveredAt?: DayAndTime;
}

const DISCOVERY: DraftOf = { form: 'discovery' };

interface Begun {
  /** A draft that is gone on with begins another form. */
  readonly round: number;
  readonly values: DiscoveryValues;
  readonly draft: SavedDraft | null;
}

/** 登记应当通知辩护的情形: found before the notice can be written; the time to notify runs from the discovery (法律援助法 第36条). */
export function DiscoveryPage() {
  const { t } = useWords();
  const { division } = useSession();
  const [begun, setBegun] = useState<Begun>({ round: 0, values: { division }, draft: null });
  return (
    <Page title={t('notice.discovery.title')} aside={<p className="lead">{t('notice.discovery.lead')}</p>}>
      <Recording
        key={begun.round}
        begun={begun}
        onResume={({ content, ...draft }) => setBegun({ round: begun.round + 1, values: content, draft })}
      />
    </Page>
  );
}

interface RecordingProps {
  readonly begun: Begun;
  readonly onResume: (draft: SavedDraft & { readonly content: DiscoveryValues }) => void;
}

function Recording({ begun, onResume }: RecordingProps) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [form] = Form.useForm<DiscoveryValues>();
  const { mutate, error, isPending } = useRecordDiscovery();
  const { state, keep, finish } = useDraftKeeping<DiscoveryValues>(DISCOVERY, begun.draft);
  return (
    <>
      {begun.draft === null && state.kind === 'none' && <DraftsCard of={DISCOVERY} onResume={onResume} />}
      <RegisterForm<DiscoveryValues>
        form={form}
        initial={begun.values}
        onChange={keep}
        foot={<DraftLine state={state} />}
        error={error}
        saving={isPending}
        save={t('notice.discovery.save')}
        onSave={({ discoveredAt: { day = '', time = '' } = {}, ...values }, refused) =>
          mutate(
            { ...values, discoveredAt: instantOf(day, time) },
            {
              onError: refused,
              onSuccess: ({ id }) => {
                void finish();
                flash(t('notice.discovery.saved'), `/requests/${id}`);
                void navigate(`/requests/${id}`);
              },
            },
          )
        }
      >
        <Fields />
      </RegisterForm>
    </>
  );
}

function Fields() {
  const { t, language } = useWords();
  const { label, asking, dateTime } = useRules();
  const { data: agencies = [] } = useAgencies();
  const division = Form.useWatch<string | undefined>('division');
  const stage = Form.useWatch<string | undefined>('stage');
  const { data } = useNoticeChoices(division);
  // A rule without `required`: the library would take the pair for a text.
  const given: Rule = {
    validator: (_rule, { day = '', time = '' }: DayAndTime = {}) =>
      day === '' && time === '' ? Promise.reject(new Error(t('notice.invalid.choose', { field: label('discovered') }))) : Promise.resolve(),
  };
  const institutions = new Map(
    agencies
      .filter(({ kind, active }) => kind === 'institution' && active)
      .map((agency) => [agency.division, language === 'zh' ? agency.name : agency.nameEn]),
  );
  const grounds = (data?.grounds ?? []).filter(({ stages }) => stage === undefined || stages.some((one) => one === stage));
  return (
    <>
      <Form.Item
        name="caseNumber"
        label={label('caseNumber')}
        rules={[asking('caseNumber', 'required')]}
        extra={t('notice.hint.caseNumber')}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="stage" label={label('stage')} rules={[asking('stage', 'choose')]}>
        <NativeSelect options={(data?.stages ?? []).map((code) => ({ value: code, label: nameIn(PROCEDURE_STAGES, code, language) }))} />
      </Form.Item>
      <Form.Item name="ground" label={label('ground')} rules={[asking('ground', 'choose')]}>
        <NativeSelect options={grounds.map(({ code }) => ({ value: code, label: t(`notice.ground.${code}`) }))} />
      </Form.Item>
      <Form.Item name="division" label={label('division')} rules={[asking('division', 'choose')]}>
        <DivisionSelect codes={new Set(institutions.keys())} labelOf={(code) => institutions.get(code)} />
      </Form.Item>
      <Form.Item name="discoveredAt" label={label('discovered')} rules={[given, dateTime('future')]} extra={t('notice.discovery.when')}>
        <DateTimeField label={label('discovered')} />
      </Form.Item>
    </>
  );
}
