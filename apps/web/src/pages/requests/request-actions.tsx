import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useMay, useSession } from '../../api/session.ts';
import type { DefenceRequest } from '../../api/types.ts';
import { useWords } from '../../i18n/index.ts';
import { LinkButton } from '../../parts/link-button.tsx';
import { CommandDialog } from './command-dialog.tsx';
import { COMMAND_FORMS, type DialogCommand } from './commands.ts';
import { possibleActions, type Action } from './possible-actions.ts';

/** Actions beside the first that are at hand without opening the menu. */
const AT_HAND = 2;

const isDialog = (action: Action): action is DialogCommand => action in COMMAND_FORMS;
const pathOf = (action: Exclude<Action, DialogCommand>, id: string): string =>
  action === 'copy' ? `/requests/new?from=${id}` : `/requests/${id}/${action}`;
const isFinal = (action: Action): boolean => isDialog(action) && COMMAND_FORMS[action].final === true;

/** What the reader can do with a request now: the expected step first, the rest behind a menu. */
export function RequestActions({ request }: { readonly request: DefenceRequest }) {
  const { t } = useWords();
  const session = useSession();
  const { primary, more } = possibleActions(request, session, useMay());
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<DialogCommand | null>(null);
  const label = (action: Action): string => t(`course.action.${action}`);
  const beside = more.slice(0, AT_HAND);
  const rest = more.slice(AT_HAND);
  const button = (action: Action, type: 'primary' | 'default') =>
    isDialog(action) ? (
      <Button key={action} type={type} onClick={() => setDialog(action)}>
        {label(action)}
      </Button>
    ) : (
      <LinkButton key={action} to={pathOf(action, request.id)} type={type}>
        {label(action)}
      </LinkButton>
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
            items: rest.map((action) => ({ key: action, label: label(action), danger: isFinal(action) })),
            onClick: ({ key }) => {
              const action = rest.find((one) => one === key);
              if (action === undefined) return;
              if (isDialog(action)) setDialog(action);
              else void navigate(pathOf(action, request.id));
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
