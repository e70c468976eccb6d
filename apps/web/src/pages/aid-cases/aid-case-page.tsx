import {
  AID_CAUSES,
  AID_FORMS,
  AID_MATTER_KINDS,
  AID_OUTCOMES,
  CHANGE_REASONS,
  CONTACT_MODES,
  DIVISIONS,
  MEDIATION_RESULTS,
  SPOKEN_LANGUAGES,
  TERMINATION_GROUNDS,
  WORK_KINDS,
} from '@xiezhi/contracts';
import { useParams } from 'react-router';
import { useAidCase, type AidCase, type CaseStep } from '../../api/aid-cases.ts';
import { useAgencyName } from '../../api/directory.ts';
import { Problem } from '../../api/problem.ts';
import { useMay } from '../../api/session.ts';
import { NotFoundPage } from '../../app/not-found.tsx';
import { nameIn } from '../../format/code-names.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { useClockName } from '../../parts/clock-name.ts';
import { Facts } from '../../parts/facts.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { HelpClockChip } from '../duty-help/help-clock.tsx';
import { LettersCard } from '../letters/letters-card.tsx';
import { SearchCard } from '../offers/search-card.tsx';
import { possibleCaseCommands, possibleMediation } from './case-commands.ts';
import { CaseButtons } from './case-dialog.tsx';
import { CasePeopleCard } from './case-people-card.tsx';
import { CaseStatusTag } from './case-status.tsx';
import '../requests/matter.css';
import { GroupCard } from '../group-matters/group-card.tsx';
import { SensitiveCard } from '../sensitive/sensitive-card.tsx';
import './aid-case.css';

/** One granted case: where it stands, what can be done, what happened. */
export function AidCasePage() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const { data, error, refetch } = useAidCase(id);
  if (error instanceof Problem && (error.status === 404 || error.status === 400)) return <NotFoundPage />;
  if (data !== undefined) return <Matter granted={data} />;
  return (
    <Page title={t('aidCase.title')}>{error === null ? <Loading /> : <ProblemAlert error={error} onAgain={() => void refetch()} />}</Page>
  );
}

interface OfCase {
  readonly granted: AidCase;
}

function Matter({ granted }: OfCase) {
  const { t } = useWords();
  const may = useMay();
  const nameOf = useAgencyName();
  const matter = { kind: 'aid-case', id: granted.id } as const;
  return (
    <Page
      title={`${granted.facts.causeText} · ${granted.personName ?? t('common.erased')}`}
      documentTitle={t('aidCase.title')}
      aside={
        <p className="state">
          <CaseStatusTag status={granted.status} /> {t(`aidCase.waiting.${granted.status}`, { institution: nameOf(granted.institution) })}
        </p>
      }
      actions={<Actions granted={granted} />}
    >
      <div className="columns matter">
        <div>
          <Card title={t('aidCase.card.clocks')}>
            <Clocks granted={granted} />
          </Card>
          {may('assignment.lawyer-search.read') && <SearchCard matter={matter} needs={null} />}
          <MediationCard granted={granted} />
          <Card title={t('aidCase.card.timeline')}>
            <Steps granted={granted} />
          </Card>
        </div>
        <div>
          <Card title={t('aidCase.card.facts')}>
            <CaseFacts granted={granted} />
          </Card>
          <SensitiveCard id={granted.id} kind="aid-case" />
          <LettersCard matter={matter} />
          <GroupCard matter={{ id: granted.id, kind: 'aid-case', name: granted.facts.applicationNumber }} />
          <CasePeopleCard granted={granted} />
        </div>
      </div>
    </Page>
  );
}

function Actions({ granted }: OfCase) {
  const { t } = useWords();
  const may = useMay();
  const { id, status } = granted;
  const assigns = status === 'received' && may('assignment.aid-case.assign');
  const replaces = (status === 'assigned' || status === 'engaged') && may('assignment.aid-case.replace-lawyer');
  return (
    <>
      {assigns && (
        <LinkButton to={`/aid-cases/${id}/assign`} type="primary">
          {t('aidCase.action.assign')}
        </LinkButton>
      )}
      <CaseButtons granted={granted} commands={possibleCaseCommands(granted, may)} leading={!assigns} />
      {may('assignment.complaint.file') && (
        <LinkButton to={`/quality/complaints/new?matter=aid-case&request=${id}`}>{t('aidCase.action.complaint')}</LinkButton>
      )}
      {may('assignment.return-visit.plan') && (
        <LinkButton to={`/quality/visits/new?matter=aid-case&request=${id}`}>{t('aidCase.action.visit')}</LinkButton>
      )}
      {status === 'closed' && may('assignment.peer-review.open') && (
        <LinkButton to={`/quality/reviews/new?matter=aid-case&request=${id}`}>{t('aidCase.action.review')}</LinkButton>
      )}
      {replaces && <LinkButton to={`/aid-cases/${id}/assign`}>{t('aidCase.action.replace')}</LinkButton>}
    </>
  );
}

function Clocks({ granted: { clocks } }: OfCase) {
  const { t } = useWords();
  const clockName = useClockName();
  if (clocks.length === 0) return <p className="quiet">{t('aidCase.noClock')}</p>;
  return (
    <>
      {clocks.toReversed().map((clock) => (
        <Facts key={clock.dutyId} items={[[clockName(clock.id), <HelpClockChip key={clock.dutyId} clock={clock} full />]]} />
      ))}
    </>
  );
}

function MediationCard({ granted }: OfCase) {
  const { t } = useWords();
  const may = useMay();
  const { facts, mediation, status } = granted;
  const commands = possibleMediation(granted, may);
  if (mediation === 'none' && status !== 'engaged') return null;
  return (
    <Card title={t('aidCase.card.mediation')}>
      {facts.kind === 'criminal_defence' ? (
        <p className="quiet">{t('aidCase.mediation.never')}</p>
      ) : (
        <>
          <p>{t(`aidCase.mediation.${mediation}`)}</p>
          {facts.domesticViolence && <p className="quiet warn">▲ {t('aidCase.mediation.violence')}</p>}
          {commands.length > 0 && (
            <div className="case-steps">
              <CaseButtons granted={granted} commands={commands} />
            </div>
          )}
        </>
      )}
    </Card>
  );
}

/** The codes of a step, in words. */
function useToldWords(): (step: CaseStep) => string {
  const { t, language } = useWords();
  const clockName = useClockName();
  return ({ told }) => {
    const said = (key: string): string | null => (typeof told[key] === 'string' ? told[key] : null);
    const word = (key: string, list: Parameters<typeof nameIn>[0]): string | null => {
      const code = said(key);
      return code === null ? null : nameIn(list, code, language);
    };
    const hearingAt = said('hearingAt');
    const clock = said('clock');
    return [
      word('kind', WORK_KINDS),
      word('mode', CONTACT_MODES),
      word('reasonCode', CHANGE_REASONS),
      word('outcome', AID_OUTCOMES),
      word('ground', TERMINATION_GROUNDS),
      word('result', MEDIATION_RESULTS),
      said('letterNumber'),
      hearingAt === null ? null : longTime(hearingAt, language),
      clock === null ? null : clockName(clock),
      told['ownWish'] === true ? t('aidCase.mediation.ownWish') : null,
    ]
      .filter((one) => one !== null)
      .join(' · ');
  };
}

function Steps({ granted: { timeline } }: OfCase) {
  const { t, language } = useWords();
  const words = useToldWords();
  return (
    <ol className="timeline">
      {timeline.toReversed().map((step) => {
        const { event, revision, at } = step;
        const said = words(step);
        return (
          <li key={revision} className={event === 'ClockBreached' ? 'breached' : ''}>
            <span aria-hidden className="dot">
              {event === 'ClockBreached' ? '■' : '●'}
            </span>
            <span>
              {t(`aidCase.event.${event}`)}
              {said !== '' && ` · ${said}`}
              <time className="quiet" dateTime={at}>
                {longTime(at, language)}
              </time>
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function CaseFacts({ granted }: OfCase) {
  const { t, language } = useWords();
  const nameOf = useAgencyName();
  const { facts, source, institution, division, letterNumber, recipientToldAt, assignedAt, hearingAt, hearingPlace, reportedAt } = granted;
  const interpreter = facts.interpreterNeeded ? ` · ${t('aidCase.field.interpreterNeeded')}` : '';
  const marks = (['domesticViolence', 'minor', 'lifeOrDeath'] as const).filter((mark) => facts[mark]);
  const when = (at: string | null): string => (at === null ? t('aidCase.field.notYet') : longTime(at, language));
  return (
    <Facts
      items={[
        [t('aidCase.field.kind'), nameIn(AID_MATTER_KINDS, facts.kind, language)],
        [t('aidCase.field.cause'), nameIn(AID_CAUSES, facts.cause, language)],
        [t('aidCase.field.form'), nameIn(AID_FORMS, facts.form, language)],
        marks.length === 0 ? null : [t('aidCase.field.marks'), marks.map((mark) => t(`aidCase.field.${mark}`)).join('、')],
        [t('aidCase.field.language'), `${nameIn(SPOKEN_LANGUAGES, facts.language, language)}${interpreter}`],
        facts.lawyerGender === undefined ? null : [t('aidCase.field.lawyerGender'), t(`notice.gender.${facts.lawyerGender}`)],
        facts.venue === undefined ? null : [t('aidCase.field.venue'), facts.venue],
        facts.caseNumber === undefined ? null : [t('aidCase.field.caseNumber'), facts.caseNumber],
        [t('aidCase.field.decisionNumber'), facts.decisionNumber],
        [t('aidCase.field.applicationNumber'), facts.applicationNumber],
        [t('aidCase.field.grantedAt'), longTime(facts.grantedAt, language)],
        [t('aidCase.field.source'), t(`aidCase.sourceOf.${source}`)],
        letterNumber === null ? null : [t('aidCase.field.letterNumber'), letterNumber],
        assignedAt === null ? null : [t('aidCase.field.recipientTold'), when(recipientToldAt)],
        hearingAt === null ? null : [t('aidCase.field.hearing'), `${longTime(hearingAt, language)} ${hearingPlace ?? ''}`],
        granted.hearingConflict ? [t('aidCase.field.hearingConflict'), t('requests.detail.hearingConflict')] : null,
        assignedAt === null ? null : [t('aidCase.field.reported'), when(reportedAt)],
        [t('requests.detail.institution'), nameOf(institution)],
        [t('requests.detail.division'), nameIn(DIVISIONS, division, language)],
      ]}
    />
  );
}
