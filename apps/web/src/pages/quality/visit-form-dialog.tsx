import { Button, Modal, QRCode } from 'antd';
import { useState } from 'react';
import { useQualityCommand, type FormGivenOut, type QualityMatter } from '../../api/quality.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useQualityWords } from './quality-words.ts';

const QR_PIXELS = 200;

interface VisitFormDialogProps {
  readonly matter: QualityMatter;
  readonly onClose: () => void;
}

/** Gives out the link of a form, and shows it this once: to be copied, printed, or scanned from the screen. */
export function VisitFormDialog({ matter: { id, kind }, onClose }: VisitFormDialogProps) {
  const { t } = useWords();
  const { deed } = useQualityWords();
  const { mutate, data, error, isPending } = useQualityCommand<FormGivenOut>(kind, `/${id}/form`);
  const label = deed(kind, 'form', 'action');
  if (data !== undefined) return <Given form={data} onClose={onClose} />;
  return (
    <Modal
      open
      title={label}
      okText={label}
      cancelText={t('common.cancel')}
      okButtonProps={{ loading: isPending }}
      onOk={() => mutate({})}
      onCancel={onClose}
    >
      {error !== null && <ProblemAlert error={error} focus />}
      <p>{deed(kind, 'form', 'text')}</p>
    </Modal>
  );
}

function Given({ form: { link, expiresAt }, onClose }: { readonly form: FormGivenOut; readonly onClose: () => void }) {
  const { t, language } = useWords();
  const [told, setTold] = useState('');
  const until = longTime(expiresAt, language, true);
  const copy = (): void => {
    navigator.clipboard.writeText(t('quality.form.text', { link, until, interpolation: { escapeValue: false } })).then(
      () => setTold(t('quality.form.copied')),
      () => setTold(t('quality.form.copyFailed')),
    );
  };
  return (
    <Modal
      open
      title={t('quality.form.title')}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={[
        <Button key="print" className="no-print" onClick={() => window.print()}>
          {t('common.print')}
        </Button>,
        <Button key="copy" className="no-print" onClick={copy}>
          {t('quality.form.copy')}
        </Button>,
        <Button key="done" className="no-print" type="primary" onClick={onClose}>
          {t('quality.form.done')}
        </Button>,
      ]}
    >
      <p className="no-print">{t('quality.form.once')}</p>
      <div className="visit-slip">
        <p className="print-only">{t('quality.form.slip')}</p>
        <QRCode value={link} type="svg" size={QR_PIXELS} aria-label={t('quality.form.scan')} role="img" />
        <Facts
          items={[
            [
              t('quality.form.link'),
              <code key="link" className="secret">
                {link}
              </code>,
            ],
            [t('quality.form.until'), until],
          ]}
        />
      </div>
      <p role="status" className="no-print">
        {told}
      </p>
    </Modal>
  );
}
