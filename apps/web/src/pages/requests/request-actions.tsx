import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useMay, useSession } from '../../api/session.ts';
import type { DefenceRequest } from '../../api/types.ts';
import { useWords } from '../../i18n/index.ts';
import { LinkButton } from '../../parts/link-button.tsx';
import { CommandDialog } from './command-dialog.tsx';
import type { DialogCommand } from './command-fields.tsx';

/** What the reader may do with a request in its present state: nothing here would be refused. */
export function possibleActions(
  { status, organ, institution }: DefenceRequest,
  agency: string,
  may: (permission: string) => boolean,
): { readonly primary: 'assign' | 'correct' | DialogCommand | null; readonly more: readonly ('correct' | DialogCommand)[] } {
  const awaiting = status === 'received' || status === 'returned';
  if (institution === agency && may('assignment.defence-request.assign')) {
    if (awaiting) return { primary: 'assign', more: status === 'received' ? ['return', 'transfer'] : ['transfer'] };
    return { primary: status === 'assigned' ? 'service' : null, more: [] };
  }
  if (organ === agency && may('assignment.defence-request.correct') && awaiting) {
    return {
      primary: status === 'returned' ? 'correct' : null,
      more: [...(status === 'returned' ? [] : (['correct'] as const)), 'own-lawyer', 'withdraw'],
    };
  }
  return { primary: null, more: [] };
}

const KEY = {
  assign: 'assign',
  correct: 'correct',
  return: 'return',
  transfer: 'transfer',
  withdraw: 'withdraw',
  'own-lawyer': 'ownLawyer',
  service: 'service',
} as const;
const IS_PAGE = { assign: true, correct: true } as const;
const isPage = (action: keyof typeof KEY): action is keyof typeof IS_PAGE => action in IS_PAGE;

export function RequestActions({ request }: { readonly request: DefenceRequest }) {
  const { t } = useWords();
  const { agency } = useSession();
  const { primary, more } = possibleActions(request, agency, useMay());
  const [dialog, setDialog] = useState<DialogCommand | null>(null);
  const label = (action: keyof typeof KEY): string => t(`requests.action.${KEY[action]}`);
  const beside = more.slice(0, 2);
  const rest = more.slice(2);
  const button = (action: keyof typeof KEY, type: 'primary' | 'default') =>
    isPage(action) ? (
      <LinkButton key={action} to={`/requests/${request.id}/${action}`} type={type}>
        {label(action)}
      </LinkButton>
    ) : (
      <Button key={action} type={type} onClick={() => setDialog(action)}>
        {label(action)}
      </Button>
    );
  return (
    <>
      {primary !== null && button(primary, 'primary')}
      {beside.map((action) => button(action, 'default'))}
      {rest.length > 0 && (
        <Dropdown
          trigger={['click']}
          autoFocus
          menu={{
            items: rest.map((action) => ({ key: action, label: label(action), danger: action === 'withdraw' })),
            onClick: ({ key }) => setDialog(rest.find((action): action is DialogCommand => action === key && !isPage(action)) ?? null),
          }}
        >
          <Button aria-label={t('common.more')} aria-haspopup="menu">
            ⋯
          </Button>
        </Dropdown>
      )}
      {dialog !== null && <CommandDialog request={request} command={dialog} label={label(dialog)} onClose={() => setDialog(null)} />}
    </>
  );
}
