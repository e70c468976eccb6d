import { Form, Input } from 'antd';
import { useAgencies } from '../../api/directory.ts';
import type { RequestCommand } from '../../api/requests.ts';
import type { DefenceRequest } from '../../api/types.ts';
import { useWords } from '../../i18n/index.ts';
import { instantOf } from '../../format/time.ts';
import type { DayAndTime } from '../../parts/date-time-field.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { ServedAtField } from './served-at-field.tsx';

/** Commands that a dialog asks for; the others are pages. */
export type DialogCommand = Exclude<RequestCommand, 'assign' | 'correct'>;

/** What the fields of the dialogs hold. */
export interface CommandValues {
  readonly missing?: string;
  readonly reason?: string;
  readonly to?: string;
  readonly servedAt?: DayAndTime;
}

/** The command's body out of its fields. */
export function bodyOf(command: DialogCommand, { missing, reason, to, servedAt }: CommandValues): object {
  switch (command) {
    case 'return':
      return { missing };
    case 'transfer':
      return { to, reason };
    case 'withdraw':
      return { reason };
    case 'own-lawyer':
      return {};
    case 'service':
      return { servedAt: instantOf(servedAt?.day ?? '', servedAt?.time ?? '') };
  }
}

const MAX_TEXT = 2_000;

/** The fields that a command asks for. */
export function CommandFields({ command, request }: { readonly command: DialogCommand; readonly request: DefenceRequest }) {
  const { t } = useWords();
  const required = [{ required: true, whitespace: true, message: t('common.fault.required') }];
  const text = (name: 'missing' | 'reason') => (
    <Form.Item name={name} label={t(`requests.dialog.${name}`)} rules={required}>
      <Input.TextArea rows={4} maxLength={MAX_TEXT} />
    </Form.Item>
  );
  switch (command) {
    case 'return':
      return text('missing');
    case 'withdraw':
      return text('reason');
    case 'transfer':
      return (
        <>
          <Form.Item name="to" label={t('requests.dialog.to')} rules={required}>
            <Institutions but={request.institution} />
          </Form.Item>
          {text('reason')}
        </>
      );
    case 'service':
      return <ServedAtField />;
    case 'own-lawyer':
      return null;
  }
}

interface InstitutionsProps {
  readonly but: string;
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
}

function Institutions({ but, ...control }: InstitutionsProps) {
  const { language } = useWords();
  const { data = [] } = useAgencies();
  const options = data
    .filter(({ kind, active, code }) => kind === 'institution' && active && code !== but)
    .map(({ code, name, nameEn }) => ({ value: code, label: language === 'zh' ? name : nameEn }));
  return <NativeSelect {...control} options={options} />;
}
