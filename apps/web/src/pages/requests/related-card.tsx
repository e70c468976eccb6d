import { PROCEDURE_STAGES, REQUEST_RELATIONS } from '@xiezhi/contracts';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import { useRelated, useRelating, type RelatedRequest, type RelatingCommand } from '../../api/related.ts';
import { useMay, useSession } from '../../api/session.ts';
import type { DefenceRequest } from '../../api/types.ts';
import { nameIn } from '../../format/code-names.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { flash } from '../../parts/flash.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { Card } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { StatusTag } from '../../parts/status-tag.tsx';

const WORD = {
  'close-as-duplicate': 'duplicate',
  'mark-different': 'different',
  'link-previous-stage': 'previous',
  supersede: 'supersede',
} as const;

const isAwaiting = (status: string): boolean => status === 'received' || status === 'returned';

/** What may be said of the two, in their present states. */
function possible(
  { status, organ, institution }: DefenceRequest,
  other: RelatedRequest,
  agency: string,
  may: (permission: string) => boolean,
): readonly RelatingCommand[] {
  const { suggestion } = other;
  if (suggestion === null) return [];
  if (institution === agency && may('assignment.defence-request.mark-different')) {
    if (suggestion === 'previous_stage') return ['link-previous-stage'];
    if (suggestion !== 'likely_duplicate') return [];
    return [...(isAwaiting(status) ? (['close-as-duplicate'] as const) : []), 'mark-different'];
  }
  const supersedes = suggestion === 'likely_duplicate' && organ === agency && other.organ === agency && isAwaiting(other.status);
  return supersedes && may('assignment.defence-request.supersede') ? ['supersede'] : [];
}

/** 关联的通知: other requests about the same person, and what they are to this one. Nothing shows while there is none. */
export function RelatedCard({ request }: { readonly request: DefenceRequest }) {
  const { t, language } = useWords();
  const may = useMay();
  const { agency } = useSession();
  const { data, error, refetch } = useRelated(request.id, may('assignment.defence-request.related'));
  const [asked, setAsked] = useState<{ readonly command: RelatingCommand; readonly other: RelatedRequest } | null>(null);
  if (error === null && (data === undefined || data.length === 0)) return null;
  return (
    <Card title={t('related.title')}>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      <ul className="rows related">
        {data?.map((other) => (
          <li key={other.id}>
            <span className="row-text">
              <Link to={`/requests/${other.id}`}>
                <Mixed text={other.caseNumber} />
              </Link>{' '}
              <StatusTag status={other.status} />
              <span className="quiet">
                {nameIn(PROCEDURE_STAGES, other.stage, language)}
                {other.receivedAt !== null && ` · ${longTime(other.receivedAt, language)}`}
              </span>
              <span className="quiet">{words(other, t, language)}</span>
              <span className="related-actions no-print">
                {possible(request, other, agency, may).map((command) => (
                  <Button key={command} size="small" onClick={() => setAsked({ command, other })}>
                    {t(`related.${WORD[command]}.action`)}
                  </Button>
                ))}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {asked !== null && <RelatingDialog request={request} {...asked} onClose={() => setAsked(null)} />}
    </Card>
  );
}

type Words = ReturnType<typeof useWords>;

/** What the two are to each other. */
function words({ relations, suggestion }: RelatedRequest, t: Words['t'], language: Words['language']): string {
  if (suggestion !== null) return t(`related.suggestion.${suggestion}`);
  const settled = relations.filter((relation) => relation !== 'likely_duplicate');
  return settled.map((relation) => nameIn(REQUEST_RELATIONS, relation, language)).join('、');
}

interface RelatingDialogProps {
  readonly request: DefenceRequest;
  readonly command: RelatingCommand;
  readonly other: RelatedRequest;
  readonly onClose: () => void;
}

/** Says what it does before it is done: a request that is closed stays closed. */
function RelatingDialog({ request, command, other, onClose }: RelatingDialogProps) {
  const { t } = useWords();
  const { pathname } = useLocation();
  // A newer notice takes the place of the earlier one: it is the earlier one that ends.
  const [id, to] = command === 'supersede' ? [other.id, request.id] : [request.id, other.id];
  const { mutate, error, isPending } = useRelating(command, id, to);
  const word = WORD[command];
  return (
    <Modal
      open
      title={t(`related.${word}.action`)}
      okText={t(`related.${word}.action`)}
      cancelText={t('common.cancel')}
      okButtonProps={{ loading: isPending, danger: command === 'close-as-duplicate' || command === 'supersede' }}
      onOk={() =>
        mutate(undefined, {
          onSuccess: () => {
            flash(t(`related.${word}.done`), pathname);
            onClose();
          },
        })
      }
      onCancel={onClose}
    >
      {error !== null && <ProblemAlert error={error} focus />}
      <p>{t(`related.${word}.text`, { number: other.caseNumber })}</p>
    </Modal>
  );
}
