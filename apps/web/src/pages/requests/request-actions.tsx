import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
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
): { readonly primary: 'assign' | 'correct' | DialogCommand | null; readonly more: readonly ('correct' | 'copy' | DialogCommand)[] } {
  const awaiting = status === 'received' || status === 'returned';
  if (institution === agency && may('assignment.defence-request.assign')) {
    if (awaiting) return { primary: 'assign', more: status === 'received' ? ['return', 'transfer'] : ['transfer'] };
    return { primary: status === 'assigned' ? 'service' : null, more: [] };
  }
  if (organ !== agency) return { primary: null, more: [] };
  // Of one case there may be several accused, each with a notice of its own.
  const copy = may('assignment.defence-request.send') ? (['copy'] as const) : [];
  if (!may('assignment.defence-request.correct') || !awaiting) return { primary: null, more: copy };
  return {
    primary: status === 'returned' ? 'correct' : null,
    more: [...(status === 'returned' ? [] : (['correct'] as const)), 'own-lawyer', ...copy, 'withdraw'],
  };
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
const IS_PAGE = { assign: true, correct: true, copy: true } as const;
type Action = keyof typeof KEY | 'copy';
const isPage = (action: Action): action is keyof typeof IS_PAGE => action in IS_PAGE;
const pathOf = (action: keyof typeof IS_PAGE, id: string): string =>
  action === 'copy' ? `/requests/new?from=${id}` : `/requests/${id}/${action}`;

export function RequestActions({ request }: { readonly request: DefenceRequest }) {
  const { t } = useWords();
  const { agency } = useSession();
  const { primary, more } = possibleActions(request, agency, useMay());
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<DialogCommand | null>(null);
  const label = (action: Action): string => (action === 'copy' ? t('matter.copy') : t(`requests.action.${KEY[action]}`));
  const beside = more.slice(0, 2);
  const rest = more.slice(2);
  const button = (action: Action, type: 'primary' | 'default') =>
    isPage(action) ? (
      <LinkButton key={action} to={pathOf(action, request.id)} type={type}>
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
            onClick: ({ key }) => {
              const action = rest.find((one) => one === key);
              if (action === undefined) return;
              if (isPage(action)) void navigate(pathOf(action, request.id));
              else setDialog(action);
            },
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
