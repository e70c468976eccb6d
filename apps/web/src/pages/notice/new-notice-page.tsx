import { Form } from 'antd';
import { useState } from 'react';
import { Problem } from '../../api/problem.ts';
import { useSendNotice } from '../../api/requests.ts';
import { useSession } from '../../api/session.ts';
import type { NoticeBody } from '../../api/types.ts';
import { useWords } from '../../i18n/index.ts';
import type { FormFault } from '../../parts/error-summary.tsx';
import { Page } from '../../parts/page.tsx';
import { CheckNotice } from './check-notice.tsx';
import { NoticeForm } from './notice-form.tsx';
import { EMPTY_NOTICE, noticeBody, type NoticeValues } from './notice-values.ts';
import { Receipt } from './receipt.tsx';
import { showFaults } from './server-faults.ts';

/** 新建通知: the form, the check of what will be sent, the receipt. */
export function NewNoticePage() {
  const { division } = useSession();
  const [round, setRound] = useState(0);
  return <Writing key={round} initial={{ ...EMPTY_NOTICE, division }} onAnother={() => setRound(round + 1)} />;
}

interface WritingProps {
  readonly initial: NoticeValues;
  readonly onAnother: () => void;
}

function Writing({ initial, onAnother }: WritingProps) {
  const { t, language } = useWords();
  const [form] = Form.useForm<NoticeValues>();
  const [values, setValues] = useState(initial);
  const [body, setBody] = useState<NoticeBody | null>(null);
  const [faults, setFaults] = useState<readonly FormFault[]>([]);
  const { mutate, data, error, isPending, reset } = useSendNotice();
  const send = (sent: NoticeBody): void =>
    mutate(sent, {
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
      <NoticeForm
        form={form}
        initial={values}
        faults={faults}
        forNew
        onDone={(done) => {
          setValues(done);
          setBody(noticeBody(done));
        }}
      >
        <span className="quiet">{t('notice.draft.memory')}</span>
      </NoticeForm>
    </Page>
  );
}
