import { ERASURE_GROUNDS } from '@xiezhi/contracts';
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { useErase, type EraseBody } from '../../api/oversight.ts';
import { nameIn } from '../../format/code-names.ts';
import { useWords } from '../../i18n/index.ts';
import { CheckedForm } from '../../parts/checked-form.tsx';
import { Facts } from '../../parts/facts.tsx';
import { flash } from '../../parts/flash.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';

/** 文号, as the platform takes it. */
const DECISION = /^[\p{Script=Han}]{1,12}〔\d{4}〕第?\d{1,6}号$/u;

/** Orders an erasure by the written decision; it cannot be undone, so it asks first and says what it does. */
export function EraseForm({ personId }: { readonly personId: string }) {
  const { t, language } = useWords();
  const { pathname } = useLocation();
  const [asked, setAsked] = useState<EraseBody | null>(null);
  const { mutate, error, isPending } = useErase(personId);
  const erase = (): void => {
    if (asked === null) return;
    mutate(asked, { onSuccess: () => flash(t('oversight.erasures.done'), pathname), onError: () => setAsked(null) });
  };
  return (
    <>
      {error !== null && <ProblemAlert error={error} focus />}
      <CheckedForm<EraseBody> className="notice-form" scrollToFirstError={{ focus: true }} onFinish={setAsked}>
        <Form.Item name="ground" label={t('oversight.erasures.ground')} rules={[{ required: true, message: t('common.fault.required') }]}>
          <NativeSelect options={ERASURE_GROUNDS.map(({ code }) => ({ value: code, label: nameIn(ERASURE_GROUNDS, code, language) }))} />
        </Form.Item>
        <Form.Item
          name="decision"
          label={t('oversight.erasures.decision')}
          extra={t('oversight.erasures.decisionHint')}
          rules={[
            { required: true, message: t('common.fault.required') },
            { pattern: DECISION, message: t('oversight.erasures.badDecision') },
          ]}
        >
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
        <Button danger htmlType="submit">
          {t('oversight.erasures.ask')}
        </Button>
      </CheckedForm>
      <Modal
        open={asked !== null}
        title={t('oversight.erasures.confirmTitle')}
        okText={t('oversight.erasures.confirm')}
        cancelText={t('common.cancel')}
        okButtonProps={{ danger: true, loading: isPending }}
        onOk={erase}
        onCancel={() => setAsked(null)}
      >
        <p>{t('oversight.erasures.confirmText')}</p>
        {asked !== null && (
          <Facts
            items={[
              [t('oversight.erasures.person'), personId],
              [t('oversight.erasures.decision'), asked.decision],
              [t('oversight.erasures.ground'), nameIn(ERASURE_GROUNDS, asked.ground, language)],
            ]}
          />
        )}
      </Modal>
    </>
  );
}
