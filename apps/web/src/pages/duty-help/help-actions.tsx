import { Button } from 'antd';
import { useState } from 'react';
import type { DutyHelp } from '../../api/duty-helps.ts';
import { useMay, useSession } from '../../api/session.ts';
import { useWords } from '../../i18n/index.ts';
import { HelpDialog, type HelpAction } from './help-dialog.tsx';

/** What the reader may do with a help in its present state; the first is what comes next. */
export function possibleHelpActions(
  { status, open, organ, institution, lawyerId, helps, appliedAt, passedOnAt }: DutyHelp,
  reader: { readonly agency: string; readonly role: string },
  may: (permission: string) => boolean,
): readonly HelpAction[] {
  if (!open) return [];
  const waits = appliedAt !== null && passedOnAt === null;
  if (may('assignment.duty-help.cancel')) return reader.agency === organ && status !== 'helped' && !waits ? ['cancel'] : [];
  const isInstitution = reader.role !== 'lawyer' && reader.agency === institution;
  const notify: readonly HelpAction[] = isInstitution && !waits && status !== 'helped' ? [lawyerId === null ? 'notify' : 'change'] : [];
  if (lawyerId === null || !may('assignment.duty-help.record-help')) return notify;
  return [
    ...(waits ? (['pass'] as const) : []),
    'help',
    ...(appliedAt === null ? (['apply'] as const) : []),
    ...(helps.length > 0 && !waits ? (['conclude'] as const) : []),
    ...notify,
  ];
}

export function HelpActions({ help }: { readonly help: DutyHelp }) {
  const { t } = useWords();
  const session = useSession();
  const actions = possibleHelpActions(help, session, useMay());
  const [asked, setAsked] = useState<HelpAction | null>(null);
  return (
    <>
      {actions.map((action, place) => (
        <Button
          key={action}
          type={place === 0 && action !== 'cancel' ? 'primary' : 'default'}
          danger={action === 'cancel'}
          onClick={() => setAsked(action)}
        >
          {t(`dutyHelp.action.${action}`)}
        </Button>
      ))}
      {asked !== null && <HelpDialog help={help} action={asked} onClose={() => setAsked(null)} />}
    </>
  );
}
