import { Form } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { Problem } from '../../api/problem.ts';
import { useCommand, useOpenPeople, useRequest } from '../../api/requests.ts';
import type { DefenceRequest, NoticeBody, People } from '../../api/types.ts';
import { NotFoundPage } from '../../app/not-found.tsx';
import { useWords } from '../../i18n/index.ts';
import type { FormFault } from '../../parts/error-summary.tsx';
import { flash } from '../../parts/flash.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { PurposeButton } from '../../parts/purpose-button.tsx';
import { CheckNotice } from './check-notice.tsx';
import { NoticeForm } from './notice-form.tsx';
import { noticeBody, valuesOf, type NoticeValues } from './notice-values.ts';
import { showFaults } from '../../parts/server-faults.ts';

/** 更正通知: the notice as it was sent, opened for correction (which is recorded), changed, checked and sent again. */
export function CorrectPage() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const { data: request, error, refetch } = useRequest(id);
  const people = useOpenPeople(id);
  if (error instanceof Problem && (error.status === 404 || error.status === 400)) return <NotFoundPage />;
  const title = t('notice.correctTitle', { number: request?.facts?.caseNumber ?? '' });
  if (request !== undefined && people.data !== undefined) return <Correcting request={request} people={people.data} title={title} />;
  return (
    <Page title={title}>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {people.error !== null && <ProblemAlert error={people.error} focus />}
      {request === undefined ? (
        error === null && <Loading />
      ) : (
        <>
          <p>{t('requests.detail.peopleWhy')}</p>
          <PurposeButton label={t('requests.detail.openPeople')} usual="correction" loading={people.isPending} onOpen={people.mutate} />
        </>
      )}
    </Page>
  );
}

interface CorrectingProps {
  readonly request: DefenceRequest;
  readonly people: People;
  readonly title: string;
}

function Correcting({ request, people, title }: CorrectingProps) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const [form] = Form.useForm<NoticeValues>();
  // As it was opened: what others do meanwhile is refused on sending, not lost.
  const [opened] = useState(request);
  const [values, setValues] = useState(() => (request.facts === null ? {} : valuesOf(request.facts, people)));
  const [body, setBody] = useState<NoticeBody | null>(null);
  const [faults, setFaults] = useState<readonly FormFault[]>([]);
  const { mutate, error, isPending, reset } = useCommand(opened.id, opened.revision, 'correct');
  const page = `/requests/${opened.id}`;
  const send = (sent: NoticeBody): void =>
    mutate(sent, {
      onSuccess: () => {
        flash(t('requests.done.correct'), page);
        void navigate(page);
      },
      onError: (refused) => {
        if (!(refused instanceof Problem) || refused.errors.length === 0) return;
        setFaults(showFaults(refused, form, t, language));
        setBody(null);
        reset();
      },
    });
  return (
    <Page key={body === null ? 'form' : 'check'} title={title}>
      {body === null ? (
        <NoticeForm
          form={form}
          initial={values}
          faults={faults}
          forNew={false}
          onDone={(done) => {
            setValues(done);
            setBody(noticeBody(done));
          }}
        />
      ) : (
        <CheckNotice
          body={body}
          sendLabel={t('notice.sendCorrection')}
          sending={isPending}
          error={error}
          onSend={() => send(body)}
          onEdit={() => setBody(null)}
        />
      )}
    </Page>
  );
}
