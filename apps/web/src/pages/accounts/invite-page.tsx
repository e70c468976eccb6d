import { Form } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useAccountCommand, type Invitation, type InvitationBody } from '../../api/accounts.ts';
import { endOfDay } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { NativeSelect } from '../../parts/native-select.tsx';
import { Page } from '../../parts/page.tsx';
import { TextField, useRequired } from '../directory/form-fields.tsx';
import { givenOnly } from '../directory/given-only.ts';
import { RegisterForm } from '../directory/register-form.tsx';
import { InvitationDialog } from './invitation-dialog.tsx';
import { LawyerField } from './lawyer-field.tsx';
import { useManaging } from './managing.ts';
import './accounts.css';

interface Values {
  readonly agency?: string;
  readonly role: string;
  readonly lawyerId?: string;
  readonly displayName: string;
  readonly signInName: string;
  readonly until?: string;
}

/** 邀请人员: an account for a person, who sets the password with the code. */
export function InvitePage() {
  const { t } = useWords();
  const required = useRequired();
  const navigate = useNavigate();
  const { agency: own, agencies, rolesOf } = useManaging();
  const [form] = Form.useForm<Values>();
  const agency = Form.useWatch('agency', form) ?? own ?? '';
  const role = Form.useWatch('role', form);
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const { mutate, error, isPending } = useAccountCommand<InvitationBody, Invitation>('accounts');
  const of = t('accounts.list.agency');
  const does = t('accounts.list.role');
  return (
    <Page title={t('accounts.invite.title')}>
      <RegisterForm<Values>
        form={form}
        initial={own === null ? {} : { agency: own }}
        error={error}
        saving={isPending}
        save={t('accounts.invite.save')}
        fieldOf={(path) => [path === 'expiresAt' ? 'until' : path]}
        onSave={({ until, lawyerId, ...given }, refused) => {
          const expiresAt = until === undefined || until === '' ? undefined : endOfDay(until);
          const body = givenOnly({ agency, ...given, expiresAt, lawyerId: given.role === 'lawyer' ? lawyerId : undefined });
          mutate(body as InvitationBody, { onError: refused, onSuccess: setInvitation });
        }}
      >
        {own === null && (
          <Form.Item name="agency" label={of} rules={[required(of)]}>
            <NativeSelect options={agencies} />
          </Form.Item>
        )}
        <Form.Item name="role" label={does} rules={[required(does)]}>
          <NativeSelect options={rolesOf(agency)} />
        </Form.Item>
        {role === 'lawyer' && <LawyerField agency={agency} present={null} />}
        <div className="pair">
          <TextField name="displayName" label={t('accounts.list.name')} max={100} />
          <TextField name="signInName" label={t('accounts.invite.signInName')} max={100} hint={t('accounts.invite.signInNameHint')} />
        </div>
        <Form.Item name="until" label={`${t('accounts.invite.expires')} · ${t('common.optional')}`}>
          <input className="control" type="date" />
        </Form.Item>
      </RegisterForm>
      {invitation !== null && <InvitationDialog invitation={invitation} onClose={() => void navigate('/accounts')} />}
    </Page>
  );
}
