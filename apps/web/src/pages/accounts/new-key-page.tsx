import { Form, Input } from 'antd';
import { useNavigate } from 'react-router';
import { useAccountCommand } from '../../api/accounts.ts';
import { useSession } from '../../api/session.ts';
import { useWords } from '../../i18n/index.ts';
import { flash } from '../../parts/flash.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { useRequired } from '../directory/form-fields.tsx';
import { RegisterForm } from '../directory/register-form.tsx';
import { useManaging } from './managing.ts';
import { readPublicKey } from './public-key.ts';
import './accounts.css';

/** A role that one person has, and no system. */
const PERSONAL = 'lawyer';
const MAX_KEY = 8_000;
const COMMANDS = 'openssl genpkey -algorithm ed25519 -out system.key\nopenssl pkey -in system.key -pubout';

interface Values {
  readonly role: string;
  readonly key: string;
}

/** 登记公钥: pasted, and read in the browser, so that a private key pasted by mistake stays there. */
export function NewKeyPage() {
  const { t } = useWords();
  const required = useRequired();
  const navigate = useNavigate();
  const { agency } = useSession();
  const { rolesOf } = useManaging();
  const [form] = Form.useForm<Values>();
  const { mutate, error, isPending } = useAccountCommand<object, { readonly clientId: string }>('system-keys');
  const save = async ({ role, key }: Values, refused: (problem: unknown) => void): Promise<void> => {
    const pasted = await readPublicKey(key);
    if (typeof pasted === 'string') return;
    mutate(
      { role, jwk: pasted.jwk },
      {
        onError: refused,
        onSuccess: ({ clientId }) => {
          flash(t('accounts.keys.registeredDone', { client: clientId }), '/system-keys');
          void navigate('/system-keys');
        },
      },
    );
  };
  const readable = async (_rule: unknown, value: string | undefined): Promise<void> => {
    if (value === undefined || value.trim() === '') return;
    const pasted = await readPublicKey(value);
    if (typeof pasted === 'string') throw new Error(t(`accounts.keys.${pasted}`));
  };
  const key = t('accounts.keys.key');
  const role = t('accounts.keys.role');
  return (
    <Page title={t('accounts.keys.new')}>
      <RegisterForm<Values>
        form={form}
        initial={{}}
        error={error}
        saving={isPending}
        save={t('accounts.keys.new')}
        fieldOf={(path) => [path.startsWith('jwk') ? 'key' : path]}
        onSave={(values, refused) => void save(values, refused)}
      >
        <Form.Item name="role" label={role} rules={[required(role)]}>
          <NativeSelect options={rolesOf(agency).filter(({ value }) => value !== PERSONAL)} />
        </Form.Item>
        <Form.Item
          name="key"
          label={key}
          extra={t('accounts.keys.keyHint')}
          rules={[{ ...required(key), whitespace: true }, { validator: readable }]}
        >
          <Input.TextArea className="key-text" rows={7} maxLength={MAX_KEY} autoComplete="off" spellCheck={false} />
        </Form.Item>
      </RegisterForm>
      <Card title={t('accounts.keys.how')}>
        <p>{t('accounts.keys.howText')}</p>
        <pre className="command-lines">{COMMANDS}</pre>
      </Card>
    </Page>
  );
}
