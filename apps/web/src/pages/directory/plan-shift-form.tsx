import { DUTY_PLACES } from '@xiezhi/contracts';
import { Button, Form } from 'antd';
import { useEffect, useRef } from 'react';
import type { ShiftBody } from '../../api/duty.ts';
import { useInstitutions, useRecord } from '../../api/registers.ts';
import { useWords } from '../../i18n/index.ts';
import { flash } from '../../parts/flash.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { Card } from '../../parts/page.tsx';
import { LawyerSelect } from './lawyer-select.tsx';
import { TextField, useRequired } from './form-fields.tsx';
import { RegisterForm } from './register-form.tsx';

type Values = Omit<ShiftBody, 'institution'>;

interface PlanShiftFormProps {
  readonly institution: string;
  readonly day: string;
  readonly onClose: () => void;
}

/** 排班: one lawyer, one place, one stretch of a day. It stays open for the next shift. */
export function PlanShiftForm({ institution, day, onClose }: PlanShiftFormProps) {
  const { t } = useWords();
  const [form] = Form.useForm<Values>();
  const { mutate, error, isPending } = useRecord<ShiftBody>('duty-rota', null);
  const box = useRef<HTMLDivElement>(null);
  // What a button opened is where one goes on.
  useEffect(() => box.current?.querySelector<HTMLElement>('select, input')?.focus(), []);
  return (
    <Card
      title={t('registers.duty.plan')}
      extra={
        <Button size="small" onClick={onClose}>
          {t('common.close')}
        </Button>
      }
    >
      <div ref={box}>
        <RegisterForm<Values>
          form={form}
          initial={{ day, starts: '09:30', ends: '12:30' }}
          error={error}
          saving={isPending}
          save={t('registers.duty.save')}
          onSave={(values, refused) =>
            mutate(
              { ...values, institution },
              { onError: refused, onSuccess: () => flash(t('registers.duty.saved', { ...values }), '/duty-rota') },
            )
          }
        >
          <ShiftFields institution={institution} />
        </RegisterForm>
      </div>
    </Card>
  );
}

function ShiftFields({ institution }: { readonly institution: string }) {
  const { t } = useWords();
  const { data: institutions = [] } = useInstitutions();
  const required = useRequired();
  const [kind, lawyer] = [t('registers.fields.placeKind'), t('registers.duty.lawyer')];
  const time = (name: 'day' | 'starts' | 'ends', type: 'date' | 'time') => (
    <Form.Item name={name} label={t(`registers.fields.${name}`)} rules={[required(t(`registers.fields.${name}`))]}>
      <input className="control" type={type} />
    </Form.Item>
  );
  return (
    <>
      <div className="pair">
        <Form.Item name="placeKind" label={kind} rules={[required(kind)]}>
          <NativeSelect options={DUTY_PLACES.map((code) => ({ value: code, label: t(`registers.duty.places.${code}`) }))} />
        </Form.Item>
        <TextField name="place" label={t('registers.fields.place')} max={200} />
      </div>
      <Form.Item name="lawyerId" label={lawyer} rules={[required(lawyer)]} extra={t('registers.duty.lawyerHint')}>
        <LawyerSelect division={institutions.find(({ code }) => code === institution)?.division} />
      </Form.Item>
      {time('day', 'date')}
      <div className="pair">
        {time('starts', 'time')}
        {time('ends', 'time')}
      </div>
    </>
  );
}
