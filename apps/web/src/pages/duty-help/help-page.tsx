import {
  CUSTODY_KINDS,
  DIVISIONS,
  DUTY_HELP_CANCELLATIONS,
  DUTY_HELP_KINDS,
  DUTY_HELP_MODES,
  DUTY_HELP_PLACES,
  PROCEDURE_STAGES,
  SPOKEN_LANGUAGES,
} from '@xiezhi/contracts';
import { useParams } from 'react-router';
import { useAgencyName } from '../../api/directory.ts';
import { useHelp, type DutyHelp } from '../../api/duty-helps.ts';
import { Problem } from '../../api/problem.ts';
import { NotFoundPage } from '../../app/not-found.tsx';
import { nameIn } from '../../format/code-names.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { HelpActions } from './help-actions.tsx';
import { HelpClockChip } from './help-clock.tsx';
import { HelpPeopleCard } from './help-people-card.tsx';
import { HelpStatusTag } from './help-status.tsx';
import { GroupCard } from '../group-matters/group-card.tsx';
import { SensitiveCard } from '../sensitive/sensitive-card.tsx';
import '../requests/matter.css';

/** The help to one person: where it stands, what can be done, what was given, what happened. */
export function HelpPage() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const { data, error, refetch } = useHelp(id);
  if (error instanceof Problem && (error.status === 404 || error.status === 400)) return <NotFoundPage />;
  if (data !== undefined) return <Matter help={data} />;
  return (
    <Page title={t('dutyHelp.title')}>{error === null ? <Loading /> : <ProblemAlert error={error} onAgain={() => void refetch()} />}</Page>
  );
}

function Matter({ help }: { readonly help: DutyHelp }) {
  const { t } = useWords();
  const nameOf = useAgencyName();
  return (
    <Page
      title={`${t('dutyHelp.title')} · ${help.personName ?? t('common.erased')}`}
      documentTitle={t('dutyHelp.title')}
      aside={
        <p className="state">
          <HelpStatusTag status={help.status} /> {t(`dutyHelp.waiting.${help.status}`, { institution: nameOf(help.institution) })}
        </p>
      }
      actions={<HelpActions help={help} />}
    >
      <div className="columns matter">
        <div>
          <Card title={t('dutyHelp.card.clocks')}>
            <Clocks help={help} />
          </Card>
          <Card title={t('dutyHelp.card.helps')}>
            <Helps help={help} />
          </Card>
          <Card title={t('dutyHelp.card.timeline')}>
            <Steps help={help} />
          </Card>
        </div>
        <div>
          <Card title={t('dutyHelp.card.facts')}>
            <HelpFactsList help={help} />
          </Card>
          <SensitiveCard id={help.id} kind="duty-help" />
          <GroupCard matter={{ id: help.id, kind: 'duty-help', name: help.facts.caseNumber ?? help.facts.offence }} />
          <HelpPeopleCard help={help} />
        </div>
      </div>
    </Page>
  );
}

function Clocks({ help: { clocks } }: { readonly help: DutyHelp }) {
  const { t } = useWords();
  if (clocks.length === 0) return <p className="quiet">{t('dutyHelp.clock.none')}</p>;
  return <Facts items={clocks.map((clock) => [t(`dutyHelp.clock.${clock.id}`), <HelpClockChip key={clock.id} clock={clock} full />])} />;
}

function Helps({ help: { helps } }: { readonly help: DutyHelp }) {
  const { t, language } = useWords();
  if (helps.length === 0) return <p className="quiet">{t('dutyHelp.noHelps')}</p>;
  return (
    <ul className="plain">
      {helps.map(({ helpId, kind, mode, givenAt }) => (
        <li key={helpId}>
          {nameIn(DUTY_HELP_KINDS, kind, language)} · {nameIn(DUTY_HELP_MODES, mode, language)}{' '}
          <time className="quiet" dateTime={givenAt}>
            {longTime(givenAt, language)}
          </time>
        </li>
      ))}
    </ul>
  );
}

function Steps({ help: { timeline } }: { readonly help: DutyHelp }) {
  const { t, language } = useWords();
  const nameOf = useAgencyName();
  // Steps are only ever added in front: their place from the end is their identity.
  const steps = timeline.map((step, place) => ({ ...step, place }));
  return (
    <ol className="timeline">
      {steps.toReversed().map(({ event, at, agency, place }) => (
        <li key={place} className={event === 'ClockBreached' ? 'breached' : ''}>
          <span aria-hidden className="dot">
            {event === 'ClockBreached' ? '■' : '●'}
          </span>
          <span>
            {t(`dutyHelp.event.${event}`, { who: nameOf(agency) })}
            <time className="quiet" dateTime={at}>
              {longTime(at, language)}
            </time>
          </span>
        </li>
      ))}
    </ol>
  );
}

function HelpFactsList({ help }: { readonly help: DutyHelp }) {
  const { t, language } = useWords();
  const nameOf = useAgencyName();
  const { facts, organ, institution, division, notifiedAt, chosenBy, reason } = help;
  const wanted = facts.wanted.map((kind) => nameIn(DUTY_HELP_KINDS, kind, language));
  const interpreter = facts.interpreterNeeded ? ` · ${t('notice.field.interpreterNeeded')}` : '';
  return (
    <Facts
      items={[
        [t('notice.field.offence'), facts.offence],
        facts.caseNumber === undefined ? null : [t('notice.field.caseNumber'), facts.caseNumber],
        [t('notice.field.stage'), nameIn(PROCEDURE_STAGES, facts.stage, language)],
        [t('notice.field.custody'), nameIn(CUSTODY_KINDS, facts.custody, language)],
        [t('dutyHelp.column.place'), `${facts.place} · ${nameIn(DUTY_HELP_PLACES, facts.placeKind, language)}`],
        [t('notice.field.language'), `${nameIn(SPOKEN_LANGUAGES, facts.language, language)}${interpreter}`],
        [t('dutyHelp.form.wanted'), wanted.length === 0 ? t('common.notGiven') : wanted.join('、')],
        [t('dutyHelp.form.requestedAt'), longTime(facts.requestedAt, language)],
        notifiedAt === null || chosenBy === null
          ? null
          : [t('dutyHelp.event.DutyLawyerNotified'), `${longTime(notifiedAt, language)} · ${t(`dutyHelp.chosen.${chosenBy}`)}`],
        reason === null ? null : [t('dutyHelp.dialog.reason'), nameIn(DUTY_HELP_CANCELLATIONS, reason, language)],
        [t('dutyHelp.organ'), nameOf(organ)],
        [t('requests.detail.institution'), nameOf(institution)],
        [t('requests.detail.division'), nameIn(DIVISIONS, division, language)],
      ]}
    />
  );
}
