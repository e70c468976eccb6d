import { CHANGE_REASONS } from '@xiezhi/contracts';
import { Form, Modal } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useAidCase, useCaseCandidates, useCaseCommand, type AidCase } from '../../api/aid-cases.ts';
import type { Candidate } from '../../api/candidates.ts';
import { Problem } from '../../api/problem.ts';
import { NotFoundPage } from '../../app/not-found.tsx';
import { useWords } from '../../i18n/index.ts';
import { Empty } from '../../parts/empty.tsx';
import { flash } from '../../parts/flash.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { More } from '../../parts/pages-of-list.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { AskButton } from '../offers/ask-button.tsx';
import { SearchCard } from '../offers/search-card.tsx';
import { Barred } from '../requests/barred.tsx';
import { CandidateTable } from '../requests/candidate-table.tsx';
import { FormFields } from '../requests/command-fields.tsx';
import { bodyOfFields, code, type CommandValues } from '../requests/commands.ts';
import { CaseStatusTag } from './case-status.tsx';
import '../requests/matter.css';

/** 指派、更换律师: who may take the case, as rows to compare; who may not, with the reason and its article. */
export function AssignCasePage() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const { data, error, refetch } = useAidCase(id);
  if (error instanceof Problem && (error.status === 404 || error.status === 400)) return <NotFoundPage />;
  if (data !== undefined) return <Assignment granted={data} />;
  return (
    <Page title={t('aidCase.action.assign')}>
      {error === null ? <Loading /> : <ProblemAlert error={error} onAgain={() => void refetch()} />}
    </Page>
  );
}

const CHOOSING: readonly AidCase['status'][] = ['received', 'assigned', 'engaged'];

function Assignment({ granted }: { readonly granted: AidCase }) {
  const { t } = useWords();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useCaseCandidates(granted.id);
  const [chosen, setChosen] = useState<Candidate | null>(null);
  const candidates = data?.pages.flatMap(({ items }) => items) ?? [];
  const cause = granted.facts.causeText;
  const matter = { kind: 'aid-case', id: granted.id } as const;
  const waits = granted.status === 'received' ? 'lawyer' : 'replacement';
  const needs = CHOOSING.includes(granted.status) ? waits : null;
  return (
    <Page
      title={t(granted.lawyerId === null ? 'aidCase.assign.title' : 'aidCase.assign.replaceTitle', { cause })}
      aside={
        <p className="state">
          <CaseStatusTag status={granted.status} /> {granted.personName}
        </p>
      }
    >
      <SearchCard matter={matter} needs={needs} />
      <Card title={t('requests.assign.candidates')}>
        {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
        {data === undefined && error === null && <Loading />}
        {data !== undefined && (
          <CandidateTable
            candidates={candidates.filter(({ may, lawyerId }) => may && lawyerId !== granted.lawyerId)}
            spoken={granted.facts.language}
            choosing={CHOOSING.includes(granted.status)}
            choose={t(granted.lawyerId === null ? 'aidCase.action.assign' : 'aidCase.action.replace')}
            onChoose={setChosen}
            beside={(candidate) => <AskButton matter={matter} candidate={candidate} mayBegin={needs === 'lawyer'} />}
          />
        )}
        {data !== undefined && !candidates.some(({ may }) => may) && (
          <Empty title={t('requests.assign.none')}>
            <p>{t('requests.assign.noneHow')}</p>
          </Empty>
        )}
      </Card>
      <Barred candidates={candidates.filter(({ may }) => !may)} />
      <More there={hasNextPage} loading={isFetchingNextPage} onMore={fetchNextPage} />
      {chosen !== null && <Confirm granted={granted} candidate={chosen} onClose={() => setChosen(null)} />}
    </Page>
  );
}

interface ConfirmProps {
  readonly granted: AidCase;
  readonly candidate: Candidate;
  readonly onClose: () => void;
}

const REASON = [code('reasonCode', CHANGE_REASONS)];

/** Says what the assignment does, then does it. */
function Confirm({ granted, candidate, onClose }: ConfirmProps) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [form] = Form.useForm<CommandValues>();
  const replaces = granted.lawyerId !== null;
  const { mutate, error, isPending } = useCaseCommand(granted.id, granted.revision, replaces ? 'replace-lawyer' : 'assign');
  const page = `/aid-cases/${granted.id}`;
  const assign = (values: CommandValues): void =>
    mutate(
      { lawyerId: candidate.lawyerId, ...(replaces && bodyOfFields(REASON, values)) },
      {
        onSuccess: () => {
          flash(t(replaces ? 'aidCase.assign.replaced' : 'aidCase.assign.done'), page);
          void navigate(page);
        },
      },
    );
  const ok = t(replaces ? 'aidCase.assign.chooseReplace' : 'aidCase.assign.choose');
  return (
    <Modal
      open
      title={ok}
      okText={ok}
      cancelText={t('common.cancel')}
      okButtonProps={{ loading: isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error !== null && <ProblemAlert error={error} focus />}
      <p>
        <strong>
          <Mixed text={candidate.name ?? t('common.erased')} />
        </strong>{' '}
        · {candidate.firm}
      </p>
      <p>{t(replaces ? 'aidCase.assign.confirmReplace' : 'aidCase.assign.confirm')}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={assign}>
        {replaces && <FormFields fields={REASON} but="" />}
      </Form>
    </Modal>
  );
}
