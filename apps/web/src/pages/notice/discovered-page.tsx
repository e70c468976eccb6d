import { Form } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useDraftKeeping, type DraftOf, type SavedDraft } from '../../api/drafts.ts';
import { Problem } from '../../api/problem.ts';
import { useCommand } from '../../api/requests.ts';
import type { DefenceRequest, NoticeBody } from '../../api/types.ts';
import { dayAndTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Empty } from '../../parts/empty.tsx';
import type { FormFault } from '../../parts/error-summary.tsx';
import { flash } from '../../parts/flash.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { Page } from '../../parts/page.tsx';
import { showFaults } from '../../parts/server-faults.ts';
import { WithRequest } from '../requests/with-request.tsx';
import { CheckNotice } from './check-notice.tsx';
import { DraftLine } from './draft-line.tsx';
import { DraftsCard } from './drafts-card.tsx';
import { NoticeForm } from './notice-form.tsx';
import { EMPTY_NOTICE, noticeBody, type NoticeValues } from './notice-values.ts';

/** 送达已登记情形的通知: the notice of a discovery, to the institution that it was recorded for. */
export function DiscoveredPage() {
  const { t } = useWords();
  const { id = '' } = useParams();
  return (
    <WithRequest id={id} title={t('notice.title')}>
      {(request) => <Opened request={request} />}
    </WithRequest>
  );
}

interface Begun {
  /** A draft that is gone on with begins another form. */
  readonly round: number;
  readonly values: NoticeValues;
  readonly draft: SavedDraft | null;
}

/** As it was opened: it is sent from here, and is no discovery any more before that is told. */
function Opened({ request }: { readonly request: DefenceRequest }) {
  const [unsent] = useState(request.status === 'detected');
  const [begun, setBegun] = useState<Begun>(() => ({ round: 0, values: valuesOf(request), draft: null }));
  if (!unsent) return <Sent id={request.id} />;
  return (
    <Notifying
      key={begun.round}
      request={request}
      begun={begun}
      onResume={({ content, ...draft }) => setBegun({ round: begun.round + 1, values: content, draft })}
    />
  );
}

/** Somebody sent it meanwhile, or it was sent before. */
function Sent({ id }: { readonly id: string }) {
  const { t } = useWords();
  return (
    <Page title={t('notice.title')}>
      <Empty title={t('notice.discovery.sentAlready')}>
        <LinkButton to={`/requests/${id}`}>{t('notice.receipt.open')}</LinkButton>
      </Empty>
    </Page>
  );
}

/** What was recorded with the discovery, for the form. */
function valuesOf({ caseNumber, timeline }: DefenceRequest): NoticeValues {
  const found = timeline.find(({ event }) => event === 'DefenceNeedDiscovered');
  const [stage, ground] = found?.codes ?? [];
  return {
    ...EMPTY_NOTICE,
    ...(caseNumber !== null && { caseNumber }),
    ...(stage !== undefined && { stage: stage as NonNullable<NoticeValues['stage']> }),
    ...(ground !== undefined && { ground: ground as NonNullable<NoticeValues['ground']> }),
    ...(found !== undefined && { discoveredAt: dayAndTime(found.at) }),
  };
}

interface NotifyingProps {
  readonly request: DefenceRequest;
  readonly begun: Begun;
  readonly onResume: (draft: SavedDraft & { readonly content: NoticeValues }) => void;
}

function Notifying({ request, begun, onResume }: NotifyingProps) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const [form] = Form.useForm<NoticeValues>();
  // As it was opened: what others do meanwhile is refused on sending, not lost.
  const [opened] = useState(request);
  const [values, setValues] = useState(begun.values);
  const [body, setBody] = useState<NoticeBody | null>(null);
  const [faults, setFaults] = useState<readonly FormFault[]>([]);
  const { mutate, error, isPending, reset } = useCommand(opened.id, opened.revision, 'notice');
  const page = `/requests/${opened.id}`;
  const draftOf: DraftOf = { form: 'notice', requestId: opened.id };
  const { state, keep, finish } = useDraftKeeping<NoticeValues>(draftOf, begun.draft);
  const send = (sent: NoticeBody): void =>
    mutate(sent, {
      onSuccess: () => {
        void finish();
        flash(t('notice.receipt.title'), page);
        void navigate(page);
      },
      onError: (refused) => {
        if (!(refused instanceof Problem) || refused.errors.length === 0) return;
        setFaults(showFaults(refused, form, t, language));
        setBody(null);
        reset();
      },
    });
  if (body !== null) {
    return (
      <Page key="check" title={t('notice.checkTitle')}>
        <CheckNotice
          body={body}
          sendLabel={t('notice.send')}
          sending={isPending}
          error={error}
          onSend={() => send(body)}
          onEdit={() => setBody(null)}
        />
      </Page>
    );
  }
  return (
    <Page key="form" title={t('notice.discovery.notify', { number: request.caseNumber ?? '' })}>
      {begun.draft === null && state.kind === 'none' && <DraftsCard of={draftOf} onResume={onResume} />}
      <NoticeForm
        form={form}
        initial={values}
        faults={faults}
        forNew={false}
        onChange={keep}
        onDone={(done) => {
          setValues(done);
          setBody(noticeBody(done));
        }}
      >
        <DraftLine state={state} />
      </NoticeForm>
    </Page>
  );
}
