import { Modal } from 'antd';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../parts/facts.tsx';

const KEYS = [
  ['move', 'j · k · ↓ · ↑'],
  ['open', 'Enter'],
  ['choose', 'x'],
  ['assign', 'a'],
  ['search', '/'],
  ['help', '?'],
] as const;

/** The keys of a list. */
export function KeysHelp({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <Modal open={open} onCancel={onClose} footer={null} destroyOnHidden title={t('requests.list.keysTitle')}>
      <Facts items={KEYS.map(([name, keys]) => [keys, t(`worklist.keys.${name}`)])} />
    </Modal>
  );
}
