import { CHANGE_REASONS, SPOKEN_LANGUAGES } from '@xiezhi/contracts';
import { Button, Modal } from 'antd';
import { useId, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useCommand, useRequest } from '../../api/requests.ts';
import { useCandidates, type Candidate } from '../../api/candidates.ts';
import type { DefenceRequest, RequestStatus } from '../../api/types.ts';
import { nameIn } from '../../format/code-names.ts';
import { useWords } from '../../i18n/index.ts';
import { ClockChip } from '../../parts/clock-chip.tsx';
import { Empty } from '../../parts/empty.tsx';
import { flash } from '../../parts/flash.tsx';
import { Loading } from '../../parts/loading.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { More } from '../../parts/pages-of-list.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useRequestWords } from '../../parts/request-words.ts';
import { StatusTag } from '../../parts/status-tag.tsx';
import { AskButton } from '../offers/ask-button.tsx';
import { SearchCard } from '../offers/search-card.tsx';
import { Barred } from './barred.tsx';
import { CandidateTable } from './candidate-table.tsx';
import { LetterPreview } from './letter-preview.tsx';
import { WithRequest } from './with-request.tsx';
import './matter.css';

/** 指派律师: who may take the case, as rows to compare; who may not, with the reason and its article. */
export function AssignPage() {
  return <Appointing command="assign" />;
}

/** 更换律师: the same, where a lawyer has the case already. */
export function ReplacePage() {
  return <Appointing command="replace" />;
}

type Appointment = 'assign' | 'replace';

/** Where a lawyer can be chosen for each. */
const CHOOSING: Readonly<Record<Appointment, readonly RequestStatus[]>> = {
  assign: ['received', 'returned'],
  replace: ['assigned', 'confirmed', 'engaged', 'defending'],
};

const needsOf = ({ status }: DefenceRequest): Parameters<typeof SearchCard>[0]['needs'] => {
  if (CHOOSING.assign.includes(status)) return 'lawyer';
  return CHOOSING.replace.includes(status) ? 'replacement' : null;
};

function Appointing({ command }: { readonly command: Appointment }) {
  const { t } = useWords();
  const { id = '' } = useParams();
  return (
    <WithRequest id={id} title={t(`course.action.${command}`)}>
      {(request) => <Assignment request={request} command={command} />}
    </WithRequest>
  );
}

function Assignment({ request, command }: { readonly request: DefenceRequest; readonly command: Appointment }) {
  const { t } = useWords();
  const words = useRequestWords();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useCandidates(request.id);
  const [chosen, setChosen] = useState<Candidate | null>(null);
  const candidates = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page
      title={t(command === 'assign' ? 'requests.assign.number' : 'course.replace.number', { number: request.facts?.caseNumber ?? '' })}
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
      <SearchCard matter={{ kind: 'defence-request', id: request.id }} needs={needsOf(request)} />
      <Card title={t('requests.assign.candidates')}>
        {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
        {data === undefined && error === null && <Loading />}
        {data !== undefined && (
          <CandidateTable
            candidates={candidates.filter(({ may, lawyerId }) => may && lawyerId !== request.lawyerId)}
            spoken={request.facts?.language ?? 'zh'}
            choosing={CHOOSING[command].includes(request.status)}
            choose={t('requests.assign.choose')}
            onChoose={setChosen}
            beside={(candidate) => (
              <AskButton
                matter={{ kind: 'defence-request', id: request.id }}
                candidate={candidate}
                mayBegin={needsOf(request) === 'lawyer'}
              />
            )}
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
      {chosen !== null && <Confirm request={request} command={command} candidate={chosen} onClose={() => setChosen(null)} />}
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
  readonly command: Appointment;
  readonly candidate: Candidate;
  readonly onClose: () => void;
}

/** Says what the assignment does, then does it. */
function Confirm({ request, command, candidate, onClose }: ConfirmProps) {
  const { t, language } = useWords();
  const reasonId = useId();
  const [reasonCode, setReasonCode] = useState('');
  const [unanswered, setUnanswered] = useState(false);
  const { nameOf } = useRequestWords();
  const navigate = useNavigate();
  const { mutateAsync, error, isPending } = useCommand(request.id, request.revision, command);
  const { refetch } = useRequest(request.id);
  const assign = async (): Promise<void> => {
    if (command === 'replace' && reasonCode === '') return setUnanswered(true);
    await mutateAsync({ lawyerId: candidate.lawyerId, ...(command === 'replace' && { reasonCode }) });
    const { data } = await refetch();
    const page = `/requests/${request.id}`;
    const number = data?.letterNumber ?? null;
    // The list may still be catching up: the assignment stands all the same.
    if (command === 'replace') flash(number === null ? t('course.done.replaced') : t('course.done.replace', { number }), page);
    else flash(number === null ? t('requests.done.assigned') : t('requests.done.assign', { number }), page);
    await navigate(page);
  };
  return (
    <Modal
      open
      width={640}
      title={t(command === 'assign' ? 'requests.assign.chosen' : 'course.replace.chosen')}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('common.cancel')}
        </Button>,
        <Button key="assign" type="primary" loading={isPending} onClick={() => void assign().catch(() => undefined)}>
          {t(command === 'assign' ? 'requests.assign.choose' : 'course.replace.choose')}
        </Button>,
      ]}
      onCancel={onClose}
    >
      {error !== null && <ProblemAlert error={error} focus />}
      <p>{t(command === 'assign' ? 'requests.assign.confirm' : 'course.replace.confirm', { organ: nameOf(request.organ) })}</p>
      {command === 'replace' && (
        <div className="field">
          <label htmlFor={reasonId}>{t('course.field.reasonCode')}</label>
          <NativeSelect
            id={reasonId}
            options={CHANGE_REASONS.map(({ code }) => ({ value: code, label: nameIn(CHANGE_REASONS, code, language) }))}
            value={reasonCode}
            onChange={setReasonCode}
            {...(unanswered && reasonCode === '' && { 'aria-invalid': true, 'aria-describedby': `${reasonId}-fault` })}
          />
          {unanswered && reasonCode === '' && (
            <span id={`${reasonId}-fault`} role="alert" className="bad">
              {t('common.fault.required')}
            </span>
          )}
        </div>
      )}
      <LetterPreview request={request} candidate={candidate} />
    </Modal>
  );
}
