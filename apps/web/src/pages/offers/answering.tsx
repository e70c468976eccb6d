import { DECLINE_REASONS, type DeclineReason } from '@xiezhi/contracts';
import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { Problem } from '../../api/problem.ts';
import { useOfferAnswer, type ShownOffer } from '../../api/lawyer-search.ts';
import { useWords } from '../../i18n/index.ts';
import { flash } from '../../parts/flash.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { faultText, ProblemAlert } from '../../parts/problem-alert.tsx';

const PAGE = '/offers';
const MAX_TEXT = 500;

interface Values {
  readonly reason?: DeclineReason;
  readonly text?: string;
}

/** Two large buttons; each says what it does before it does it. */
export function Answering({ offer }: { readonly offer: ShownOffer }) {
  const { t } = useWords();
  const [asks, setAsks] = useState<'accept' | 'decline' | null>(null);
  const close = (): void => setAsks(null);
  return (
    <div className="offer-answers">
      <Button type="primary" size="large" onClick={() => setAsks('accept')}>
        {t('offers.mine.accept')}
      </Button>
      <Button size="large" onClick={() => setAsks('decline')}>
        {t('offers.mine.decline')}
      </Button>
      {asks === 'accept' && <Accept offer={offer} onClose={close} />}
      {asks === 'decline' && <Decline offer={offer} onClose={close} />}
    </div>
  );
}

interface DialogProps {
  readonly offer: ShownOffer;
  readonly onClose: () => void;
}

function Accept({ offer, onClose }: DialogProps) {
  const { t } = useWords();
  const { mutateAsync, error, isPending } = useOfferAnswer(offer, 'accept');
  // The offer leaves the list, and this dialog with it, before the answer is told.
  const accept = async (): Promise<void> => {
    await mutateAsync({ offerId: offer.offerId });
    flash(t('offers.mine.accepted'), PAGE);
    onClose();
  };
  return (
    <Modal
      open
      title={t('offers.mine.accept')}
      okText={t('offers.mine.accept')}
      cancelText={t('common.cancel')}
      okButtonProps={{ loading: isPending }}
      onOk={() => void accept().catch(() => undefined)}
      onCancel={onClose}
    >
      {error !== null && <ProblemAlert error={error} focus />}
      <p>{t(offer.matter === 'aid-case' ? 'offers.mine.acceptCaseText' : 'offers.mine.acceptText')}</p>
    </Modal>
  );
}

function Decline({ offer, onClose }: DialogProps) {
  const { t, language } = useWords();
  const [form] = Form.useForm<Values>();
  const { mutateAsync, error, isPending } = useOfferAnswer(offer, 'decline');
  const decline = async ({ reason, text }: Values): Promise<void> => {
    await mutateAsync({ offerId: offer.offerId, reason: reason!, ...(text !== undefined && text.trim() !== '' && { text }) });
    flash(t('offers.mine.declined'), PAGE);
    onClose();
  };
  const submit = (values: Values): void =>
    void decline(values).catch((refused: unknown) => {
      if (!(refused instanceof Problem)) return;
      for (const { path, code, detail } of refused.errors)
        form.setFields([{ name: path as keyof Values, errors: [faultText(code, detail, t, language)] }]);
    });
  const reasons = DECLINE_REASONS.map(({ code, nameZh, nameEn }) => ({ value: code, label: language === 'zh' ? nameZh : nameEn }));
  return (
    <Modal
      open
      title={t('offers.mine.decline')}
      okText={t('offers.mine.decline')}
      cancelText={t('common.cancel')}
      okButtonProps={{ loading: isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error !== null && <ProblemAlert error={error} focus />}
      <p>{t('offers.mine.declineText')}</p>
      <Form form={form} layout="vertical" requiredMark={false} scrollToFirstError={{ focus: true }} onFinish={submit}>
        <Form.Item
          name="reason"
          label={t('offers.mine.reason')}
          extra={t('offers.mine.reasonHint')}
          rules={[{ required: true, message: t('common.fault.required') }]}
        >
          <NativeSelect options={reasons} />
        </Form.Item>
        <Form.Item name="text" label={t('offers.mine.text')} extra={t('offers.mine.textHint')}>
          <Input.TextArea rows={3} maxLength={MAX_TEXT} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
