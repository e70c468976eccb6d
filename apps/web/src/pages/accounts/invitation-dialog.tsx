import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { Invitation } from '../../api/accounts.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../parts/facts.tsx';

/** Where an invitation is accepted; the code is typed there, so that no address and no log holds it. */
const ACCEPT = '/auth/accept';

/** The invitation, shown this once: what the person needs to begin, to be copied. */
export function InvitationDialog({ invitation, onClose }: { readonly invitation: Invitation; readonly onClose: () => void }) {
  const { t, language } = useWords();
  const [told, setTold] = useState('');
  const { invitationCode: code, invitationExpiresAt } = invitation;
  const until = longTime(invitationExpiresAt, language);
  const address = new URL(ACCEPT, window.location.origin).href;
  const copy = (): void => {
    navigator.clipboard.writeText(t('accounts.invited.text', { address, code, until, interpolation: { escapeValue: false } })).then(
      () => setTold(t('accounts.invited.copied')),
      () => setTold(t('accounts.invited.copyFailed')),
    );
  };
  return (
    <Modal
      open
      title={t('accounts.invited.title')}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={[
        <Button key="copy" onClick={copy}>
          {t('accounts.invited.copy')}
        </Button>,
        <Button key="done" type="primary" onClick={onClose}>
          {t('accounts.invited.done')}
        </Button>,
      ]}
    >
      <p>{t('accounts.invited.once')}</p>
      <Facts
        items={[
          [
            t('accounts.invited.code'),
            <code key="code" className="secret">
              {code}
            </code>,
          ],
          [t('accounts.invited.where'), address],
          [t('accounts.invited.until'), until],
        ]}
      />
      <p role="status">{told}</p>
    </Modal>
  );
}
