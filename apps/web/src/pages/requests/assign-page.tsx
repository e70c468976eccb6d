import { SPOKEN_LANGUAGES } from '@xiezhi/contracts';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useCommand, useRequest } from '../../api/requests.ts';
import { useCandidates, type Candidate } from '../../api/candidates.ts';
import type { DefenceRequest } from '../../api/types.ts';
import { nameIn } from '../../format/code-names.ts';
import { useWords } from '../../i18n/index.ts';
import { ClockChip } from '../../parts/clock-chip.tsx';
import { Empty } from '../../parts/empty.tsx';
import { flash } from '../../parts/flash.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { More } from '../../parts/pages-of-list.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useRequestWords } from '../../parts/request-words.ts';
import { StatusTag } from '../../parts/status-tag.tsx';
import { SearchCard } from '../offers/search-card.tsx';
import { Barred } from './barred.tsx';
import { CandidateTable } from './candidate-table.tsx';
import { LetterPreview } from './letter-preview.tsx';
import { WithRequest } from './with-request.tsx';
import './matter.css';

/** 指派律师: who may take the case, as rows to compare; who may not, with the reason and its article. */
export function AssignPage() {
  const { t } = useWords();
  const { id = '' } = useParams();
  return (
    <WithRequest id={id} title={t('requests.assign.title')}>
      {(request) => <Assignment request={request} />}
    </WithRequest>
  );
}

function Assignment({ request }: { readonly request: DefenceRequest }) {
  const { t } = useWords();
  const words = useRequestWords();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useCandidates(request.id);
  const [chosen, setChosen] = useState<Candidate | null>(null);
  const candidates = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page
      title={t('requests.assign.number', { number: request.facts?.caseNumber ?? '' })}
      aside={
        <>
          <p className="state">
            <StatusTag status={request.status} /> {words.waiting(request)}
          </p>
          <ClockChip request={request} full />
        </>
      }
    >
      <Needs request={request} />
      <SearchCard request={request} />
      <Card title={t('requests.assign.candidates')}>
        {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
        {data === undefined && error === null && <Loading />}
        {data !== undefined && <CandidateTable candidates={candidates.filter(({ may }) => may)} request={request} onChoose={setChosen} />}
        {data !== undefined && !candidates.some(({ may }) => may) && (
          <Empty title={t('requests.assign.none')}>
            <p>{t('requests.assign.noneHow')}</p>
          </Empty>
        )}
      </Card>
      <Barred candidates={candidates.filter(({ may }) => !may)} />
      <More there={hasNextPage} loading={isFetchingNextPage} onMore={fetchNextPage} />
      {chosen !== null && <Confirm request={request} candidate={chosen} onClose={() => setChosen(null)} />}
    </Page>
  );
}

/** What this case asks of a lawyer. */
function Needs({ request: { facts } }: { readonly request: DefenceRequest }) {
  const { t, language } = useWords();
  if (facts === null) return null;
  const needs = [
    t('requests.assign.needLanguage', { language: nameIn(SPOKEN_LANGUAGES, facts.language, language) }),
    ...(facts.interpreterNeeded ? [t('requests.assign.needInterpreter')] : []),
    ...(facts.lifeOrDeath ? [t('requests.assign.needExperience')] : []),
    ...(facts.minor ? [t('requests.assign.needMinor')] : []),
  ];
  return (
    <Card title={t('requests.assign.needs')}>
      <ul className="plain">
        {needs.map((need) => (
          <li key={need}>{need}</li>
        ))}
      </ul>
    </Card>
  );
}

interface ConfirmProps {
  readonly request: DefenceRequest;
  readonly candidate: Candidate;
  readonly onClose: () => void;
}

/** Says what the assignment does, then does it. */
function Confirm({ request, candidate, onClose }: ConfirmProps) {
  const { t } = useWords();
  const { nameOf } = useRequestWords();
  const navigate = useNavigate();
  const { mutateAsync, error, isPending } = useCommand(request.id, request.revision, 'assign');
  const { refetch } = useRequest(request.id);
  const assign = async (): Promise<void> => {
    await mutateAsync({ lawyerId: candidate.lawyerId });
    const { data } = await refetch();
    const page = `/requests/${request.id}`;
    const number = data?.letterNumber ?? null;
    // The list may still be catching up: the assignment stands all the same.
    flash(number === null ? t('requests.done.assigned') : t('requests.done.assign', { number }), page);
    await navigate(page);
  };
  return (
    <Modal
      open
      width={640}
      title={t('requests.assign.chosen')}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('common.cancel')}
        </Button>,
        <Button key="assign" type="primary" loading={isPending} onClick={() => void assign().catch(() => undefined)}>
          {t('requests.assign.choose')}
        </Button>,
      ]}
      onCancel={onClose}
    >
      {error !== null && <ProblemAlert error={error} focus />}
      <p>{t('requests.assign.confirm', { organ: nameOf(request.organ) })}</p>
      <LetterPreview request={request} candidate={candidate} />
    </Modal>
  );
}
