import { MAX_CIRCLE, PETITION_STATES, SENSITIVE_REASONS } from '@xiezhi/contracts';
import { Form, Input, Modal } from 'antd';
import { useLocation } from 'react-router';
import { Problem } from '../../api/problem.ts';
import { useSensitiveCommand, type Petition, type SensitiveKind } from '../../api/sensitive.ts';
import { instantOf } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { ColleagueChecks } from '../../parts/colleagues.tsx';
import { DateTimeField, type DayAndTime } from '../../parts/date-time-field.tsx';
import { flash } from '../../parts/flash.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { showFaults } from '../../parts/server-faults.ts';

export type SensitiveDeed = 'flag' | 'lift' | 'circle' | 'report' | 'link' | 'update' | 'unlink';

interface Values {
  readonly reason?: string;
  readonly text?: string;
  readonly reportedAt?: DayAndTime;
  readonly number?: string;
  readonly agency?: string;
  readonly receivedOn?: string;
  readonly state?: string;
  readonly officers?: readonly string[];
}

interface SensitiveDialogProps {
  readonly id: string;
  readonly kind: SensitiveKind;
  readonly deed: SensitiveDeed;
  readonly petition?: Petition | undefined;
  /** Who knows of it now, besides the head. */
  readonly officers?: readonly string[];
  readonly onClose: () => void;
}

const MAX_TEXT = 2_000;
const MAX_NUMBER = 60;
const MAX_AGENCY = 100;
/** Deeds after which others of the institution see less, or more: they are asked for once more by their colour. */
const WEIGHTY: readonly SensitiveDeed[] = ['flag', 'lift', 'circle', 'unlink'];
const ASKS_TEXT: readonly SensitiveDeed[] = ['flag', 'lift', 'report', 'link', 'unlink'];

function pathOf(deed: SensitiveDeed, petition: Petition | undefined): string {
  if (deed === 'link') return 'petitions';
  return deed === 'update' || deed === 'unlink' ? `petitions/${petition?.petitionId ?? ''}/${deed}` : deed;
}

function bodyOf(deed: SensitiveDeed, kind: SensitiveKind, { reportedAt, ...values }: Values): object {
  if (deed === 'report') return { ...values, reportedAt: instantOf(reportedAt?.day ?? '', reportedAt?.time ?? '') };
  return deed === 'flag' || deed === 'link' ? { ...values, matterKind: kind } : values;
}

/** Asks for what a deed needs, and says what follows from it. A refusal is shown above the fields, which stay filled. */
export function SensitiveDialog({ id, kind, deed, petition, officers = [], onClose }: SensitiveDialogProps) {
  const { t, language } = useWords();
  const [form] = Form.useForm<Values>();
  const { pathname } = useLocation();
  const { mutate, error, isPending } = useSensitiveCommand(id, pathOf(deed, petition));
  const label = t(`sensitive.${deed}.action`);
  const submit = (values: Values): void =>
    mutate(bodyOf(deed, kind, values), {
      onSuccess: () => {
        flash(t(`sensitive.${deed}.done`), pathname);
        onClose();
      },
      onError: (refused) => {
        if (refused instanceof Problem) showFaults(refused, form, t, language);
      },
    });
  return (
    <Modal
      open
      title={label}
      okText={label}
      cancelText={t('common.cancel')}
      okButtonProps={{ danger: WEIGHTY.includes(deed), loading: isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error !== null && <ProblemAlert error={error} focus />}
      <p>{t(`sensitive.${deed}.text`)}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError={{ focus: true }}
        initialValues={{ officers }}
        onFinish={submit}
      >
        <Fields deed={deed} />
      </Form>
    </Modal>
  );
}

/** What the deed asks for. */
function Fields({ deed }: { readonly deed: SensitiveDeed }) {
  const { t, language } = useWords();
  const needed = { required: true, message: t('sensitive.needed') };
  const named = (list: readonly { readonly code: string; readonly nameZh: string; readonly nameEn: string }[]) =>
    list.map(({ code, nameZh, nameEn }) => ({ value: code, label: language === 'zh' ? nameZh : nameEn }));
  return (
    <>
      {deed === 'flag' && (
        <Form.Item name="reason" label={t('sensitive.reason')} rules={[needed]}>
          <NativeSelect options={named(SENSITIVE_REASONS)} />
        </Form.Item>
      )}
      {deed === 'circle' && (
        <Form.Item
          name="officers"
          label={t('sensitive.circle.label')}
          extra={t('sensitive.circle.hint', { most: MAX_CIRCLE })}
          rules={[{ type: 'array', max: MAX_CIRCLE, message: t('sensitive.circle.tooMany', { most: MAX_CIRCLE }) }]}
        >
          <ColleagueChecks without="institution_head" />
        </Form.Item>
      )}
      {deed === 'report' && (
        <Form.Item
          name="reportedAt"
          label={t('sensitive.reportedAt')}
          rules={[
            {
              validator: async (_, value: DayAndTime | undefined) => {
                if ((value?.day ?? '') === '' || (value?.time ?? '') === '') throw new Error(t('sensitive.needed'));
              },
            },
          ]}
        >
          <DateTimeField label={t('sensitive.reportedAt')} />
        </Form.Item>
      )}
      {deed === 'link' && (
        <>
          <Form.Item name="number" label={t('sensitive.petition.number')} rules={[needed]}>
            <Input maxLength={MAX_NUMBER} autoComplete="off" />
          </Form.Item>
          <Form.Item name="agency" label={t('sensitive.petition.agency')} rules={[needed]}>
            <Input maxLength={MAX_AGENCY} autoComplete="off" />
          </Form.Item>
          <Form.Item name="receivedOn" label={t('sensitive.petition.receivedOn')} rules={[needed]}>
            <Input type="date" className="control" />
          </Form.Item>
        </>
      )}
      {(deed === 'link' || deed === 'update') && (
        <Form.Item name="state" label={t('sensitive.petition.state')} rules={[needed]}>
          <NativeSelect options={named(PETITION_STATES)} />
        </Form.Item>
      )}
      {ASKS_TEXT.includes(deed) && (
        <Form.Item name="text" label={t(`sensitive.${deed as 'flag'}.label`)} rules={[needed]}>
          <Input.TextArea rows={4} maxLength={MAX_TEXT} />
        </Form.Item>
      )}
    </>
  );
}
