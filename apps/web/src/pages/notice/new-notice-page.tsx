import { Form } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { Problem } from '../../api/problem.ts';
import { useDraftKeeping, type DraftOf, type SavedDraft } from '../../api/drafts.ts';
import { useSendNotice } from '../../api/requests.ts';
import { useSession } from '../../api/session.ts';
import type { DefenceRequest, NoticeBody } from '../../api/types.ts';
import { useWords } from '../../i18n/index.ts';
import type { FormFault } from '../../parts/error-summary.tsx';
import { Page } from '../../parts/page.tsx';
import { WithRequest } from '../requests/with-request.tsx';
import { CheckNotice } from './check-notice.tsx';
import { DraftLine } from './draft-line.tsx';
import { DraftsCard } from './drafts-card.tsx';
import { NoticeForm } from './notice-form.tsx';
import { caseValuesOf, EMPTY_NOTICE, noticeBody, type NoticeValues } from './notice-values.ts';
import { Receipt } from './receipt.tsx';
import { showFaults } from '../../parts/server-faults.ts';

const NOTICE: DraftOf = { form: 'notice' };

interface Begun {
  /** Another form begins with another number. */
  readonly round: number;
  readonly values: NoticeValues;
  readonly draft: SavedDraft | null;
  /** The case number of the notice whose case this is too. */
  readonly copiedFrom: string | null;
}

/** 新建通知: the form, the check of what will be sent, the receipt; of a case that had a notice before, with what is the case's. */
export function NewNoticePage() {
  const { t } = useWords();
  const [search] = useSearchParams();
  const from = search.get('from');
  if (from === null) return <NewNotice earlier={null} />;
  return (
    <WithRequest key={from} id={from} title={t('notice.title')}>
      {(earlier) => <NewNotice earlier={earlier} />}
    </WithRequest>
  );
}

function NewNotice({ earlier }: { readonly earlier: DefenceRequest | null }) {
  const { division } = useSession();
  const fresh = { ...EMPTY_NOTICE, division };
  const [begun, setBegun] = useState<Begun>(() => ({
    round: 0,
    values: earlier?.facts ? { ...fresh, division: earlier.division, ...caseValuesOf(earlier.facts) } : fresh,
    draft: null,
    copiedFrom: earlier?.facts?.caseNumber ?? null,
  }));
  const begin = (values: NoticeValues, draft: SavedDraft | null): void =>
    setBegun({ round: begun.round + 1, values, draft, copiedFrom: null });
  return (
    <Writing
      key={begun.round}
      begun={begun}
      onAnother={() => begin(fresh, null)}
      onResume={({ content, ...draft }) => begin(content, draft)}
    />
  );
}

interface WritingProps {
  readonly begun: Begun;
  readonly onAnother: () => void;
  readonly onResume: (draft: SavedDraft & { readonly content: NoticeValues }) => void;
}

function Writing({ begun, onAnother, onResume }: WritingProps) {
  const { t, language } = useWords();
  const [form] = Form.useForm<NoticeValues>();
  const [values, setValues] = useState(begun.values);
  const [body, setBody] = useState<NoticeBody | null>(null);
  const [faults, setFaults] = useState<readonly FormFault[]>([]);
  const { mutate, data, error, isPending, reset } = useSendNotice();
  const { state, keep, finish } = useDraftKeeping<NoticeValues>(NOTICE, begun.draft);
  const send = (sent: NoticeBody): void =>
    mutate(sent, {
      onSuccess: () => void finish(),
      onError: (refused) => {
        if (!(refused instanceof Problem) || refused.errors.length === 0) return;
        setFaults(showFaults(refused, form, t, language));
        setBody(null);
        reset();
      },
    });
  if (data !== undefined) return <Receipt id={data.id} onAnother={onAnother} />;
  if (body !== null) {
    return (
      <Page key="check" title={t('notice.checkTitle')}>
        <CheckNotice
          body={body}
          sendLabel={t('notice.send')}
          sending={isPending}
          error={error}
          onSend={() => send(body)}
          onEdit={() => {
            setFaults([]);
            setBody(null);
          }}
        />
      </Page>
    );
  }
  return (
    <Page key="form" title={t('notice.title')}>
      {begun.copiedFrom !== null && <p>{t('matter.copied', { number: begun.copiedFrom })}</p>}
      {begun.draft === null && begun.copiedFrom === null && state.kind === 'none' && <DraftsCard of={NOTICE} onResume={onResume} />}
      <NoticeForm
        form={form}
        initial={values}
        faults={faults}
        forNew
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
