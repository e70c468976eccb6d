import { Button, Checkbox, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { Problem } from '../../api/problem.ts';
import {
  TELLING_CHANNELS,
  TELLING_LANGUAGES,
  useChannels,
  useSetTelling,
  useTelling,
  type Telling,
  type TellingBody,
  type TellingChannel,
} from '../../api/telling.ts';
import { useWords } from '../../i18n/index.ts';
import { flash } from '../../parts/flash.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { Card } from '../../parts/page.tsx';
import { faultText, ProblemAlert } from '../../parts/problem-alert.tsx';

const PAGE = '/offers';
const MAX_EMAIL = 254;
const MAX_MOBILE = 16;

/** 通知方式: how the lawyer hears of offers where no browser is open; what the platform cannot do is said. */
export function TellingCard() {
  const { t } = useWords();
  const { data: can } = useChannels();
  const channels = TELLING_CHANNELS.filter((channel) => can?.[channel] === true);
  const { data: telling, error, refetch } = useTelling(channels.length > 0);
  const [setting, setSetting] = useState(false);
  if (can === undefined) return null;
  if (channels.length === 0) {
    return (
      <Card title={t('offers.telling.title')}>
        <p>{t('offers.telling.off')}</p>
      </Card>
    );
  }
  const agreed = channels.filter((channel) => telling?.channels.includes(channel) === true);
  return (
    <Card title={t('offers.telling.title')}>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {telling !== undefined && (
        <>
          <p>
            {agreed.length === 0
              ? t('offers.telling.none')
              : t('offers.telling.by', { how: agreed.map((channel) => t(`offers.telling.channel.${channel}`)).join(' · ') })}
          </p>
          <Button onClick={() => setSetting(true)}>{t('offers.telling.set')}</Button>
          {setting && <Setting telling={telling} channels={channels} onClose={() => setSetting(false)} />}
        </>
      )}
    </Card>
  );
}

interface SettingProps {
  readonly telling: Telling;
  readonly channels: readonly TellingChannel[];
  readonly onClose: () => void;
}

interface Values {
  readonly channels: readonly TellingChannel[];
  readonly language: string;
  readonly email?: string;
  readonly mobile?: string;
}

const given = (text: string | undefined): string | undefined => (text === undefined || text.trim() === '' ? undefined : text.trim());

function bodyOf({ channels, language, email, mobile }: Values): TellingBody {
  const [mail, number] = [given(email), given(mobile)];
  return { channels, language, ...(mail !== undefined && { email: mail }), ...(number !== undefined && { mobile: number }) };
}

function Setting({ telling, channels, onClose }: SettingProps) {
  const { t, language } = useWords();
  const [form] = Form.useForm<Values>();
  const { mutateAsync, error, isPending } = useSetTelling();
  const save = async (values: Values): Promise<void> => {
    await mutateAsync(bodyOf(values));
    flash(t('offers.telling.saved'), PAGE);
    onClose();
  };
  const submit = (values: Values): void =>
    void save(values).catch((refused: unknown) => {
      if (!(refused instanceof Problem)) return;
      for (const { path, code, detail } of refused.errors)
        form.setFields([{ name: path as keyof Values, errors: [faultText(code, detail, t, language)] }]);
    });
  const { email, mobile, ...chosen } = telling;
  return (
    <Modal
      open
      title={t('offers.telling.set')}
      okText={t('offers.telling.save')}
      cancelText={t('common.cancel')}
      okButtonProps={{ loading: isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error !== null && <ProblemAlert error={error} focus />}
      <p>{t('offers.telling.lead')}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ ...chosen, ...(email !== null && { email }), ...(mobile !== null && { mobile }) }}
        onFinish={submit}
      >
        <Form.Item name="channels" label={t('offers.telling.agree')}>
          <Checkbox.Group options={channels.map((value) => ({ value, label: t(`offers.telling.channel.${value}`) }))} />
        </Form.Item>
        {channels.includes('email') && (
          <Form.Item name="email" label={t('offers.telling.email')}>
            <Input type="email" maxLength={MAX_EMAIL} autoComplete="email" />
          </Form.Item>
        )}
        {channels.includes('sms') && (
          <Form.Item name="mobile" label={t('offers.telling.mobile')} extra={t('offers.telling.mobileHint')}>
            <Input type="tel" maxLength={MAX_MOBILE} autoComplete="tel" />
          </Form.Item>
        )}
        <Form.Item name="language" label={t('offers.telling.language')} extra={t('offers.telling.languageHint')}>
          <NativeSelect chosen options={TELLING_LANGUAGES.map((value) => ({ value, label: t(`offers.telling.languages.${value}`) }))} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
