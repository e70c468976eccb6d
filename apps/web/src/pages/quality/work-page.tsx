import { Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useAgencyName } from '../../api/directory.ts';
import { useOpenTexts, useQualityMatter, type Coded, type QualityMatterPage } from '../../api/quality.ts';
import { useMay, useSession } from '../../api/session.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { PurposeButton } from '../../parts/purpose-button.tsx';
import { nameWithin, pagesOf } from './case-names.ts';
import type { Deed, KindOfWork } from './kinds.ts';
import { useQualityWords } from './quality-words.ts';
import { ReviewedFileCard } from './reviewed-file-card.tsx';
import { ReviewedPapersCard } from './reviewed-papers-card.tsx';
import { FollowUp } from './follow-up.tsx';
import { Layers, Sample } from './sample-cards.tsx';
import { WorkClock, WorkStatus } from './work-clock.tsx';
import { WorkDialog } from './work-dialog.tsx';
import { VisitFormDialog } from './visit-form-dialog.tsx';
import './quality.css';

const LAWYER = 'lawyer';
/** Whose steps are the platform's own: no agency. */
const PLATFORM = 'xiezhi';

/** One matter of quality work: where it stands, what I can do, what was done, what was written. */
export function WorkPage({ work }: { readonly work: KindOfWork }) {
  const { id = '' } = useParams();
  const { of } = useQualityWords();
  const { data, error, refetch } = useQualityMatter(work.kind, id);
  if (data !== undefined) return <Matter work={work} matter={data} />;
  return (
    <Page title={of(work.kind, 'title')}>
      {error === null ? <Loading rows={8} /> : <ProblemAlert error={error} onAgain={() => void refetch()} />}
    </Page>
  );
}

interface MatterProps {
  readonly work: KindOfWork;
  readonly matter: QualityMatterPage;
}

function Matter({ work, matter }: MatterProps) {
  const { t } = useWords();
  const { of } = useQualityWords();
  const may = useMay();
  const [asked, setAsked] = useState<Deed | null>(null);
  const deeds = work.deeds.filter(({ needs, at }) => at.includes(matter.status) && may(needs));
  return (
    <Page
      title={`${of(work.kind, 'one')} ${matter.number ?? matter.caseNumber ?? matter.id.slice(-8)}`}
      aside={
        <p className="state">
          <WorkStatus matter={matter} /> <WorkClock matter={matter} full />
        </p>
      }
      {...(deeds.length > 0 && { actions: <Deeds work={work} deeds={deeds} onAsk={setAsked} /> })}
    >
      <div className="columns matter">
        <Card title={t('quality.history')}>
          <History matter={matter} />
        </Card>
        <div>
          <Card title={t('quality.facts')}>
            <MatterFacts work={work} matter={matter} />
          </Card>
          <Sample cases={matter.cases} timeline={matter.timeline} />
          <Layers facts={matter.facts} />
          <FollowUp matter={matter} />
          {work.kind === 'peer-review' && <ReviewedFileCard id={matter.id} />}
          {work.kind === 'peer-review' && matter.open && may('assignment.peer-review.list-papers') && <ReviewedPapersCard id={matter.id} />}
          {work.texts !== null && may(work.texts) && <Texts key={matter.revision} matter={matter} />}
        </div>
      </div>
      {asked?.command === 'form' && <VisitFormDialog matter={matter} onClose={() => setAsked(null)} />}
      {asked !== null && asked.command !== 'form' && <WorkDialog matter={matter} deed={asked} onClose={() => setAsked(null)} />}
    </Page>
  );
}

function Deeds({
  work,
  deeds,
  onAsk,
}: {
  readonly work: KindOfWork;
  readonly deeds: readonly Deed[];
  readonly onAsk: (deed: Deed) => void;
}) {
  const { deed: words } = useQualityWords();
  return deeds.map((deed) => (
    <Button key={deed.command} type={deed.main === true ? 'primary' : 'default'} onClick={() => onAsk(deed)}>
      {words(work.kind, deed.command, 'action')}
    </Button>
  ));
}

function MatterFacts({
  work,
  matter: { facts, timeline, institution, filedBy, requestId, caseNumber, lawyerId, breachedAt },
}: MatterProps) {
  const { t, language } = useWords();
  const { word, value } = useQualityWords();
  const may = useMay();
  const nameOf = useAgencyName();
  const subject = (facts['subject'] ?? {}) as Readonly<Record<string, unknown>>;
  // What it began with stands, whatever a later step calls by the same name.
  const all: Coded = { ...facts, ...timeline[0]?.facts, ...subject };
  const [pages, reads] = pagesOf(all['matter']);
  // A lawyer with a part in it has no way to a case that is another's, or closed.
  const staff = useSession().role !== LAWYER;
  const link = (to: string, id: string, needs: string, name: string | null = null) =>
    staff && may(needs) ? <Link to={`${to}/${id}`}>{name ?? t('common.show')}</Link> : id.slice(-8);
  return (
    <Facts
      items={[
        [t('quality.column.institution'), nameOf(institution)],
        [t('quality.filedBy'), filedBy === PLATFORM ? t('quality.platform') : nameOf(filedBy)],
        requestId === null ? null : [t('quality.request'), link(pages, requestId, reads, caseNumber)],
        lawyerId === null ? null : [t('quality.lawyer'), link('/lawyers', lawyerId, 'directory.lawyer.list')],
        ...work.facts.map((field) => {
          const given = all[field];
          return given === undefined || given === null ? null : ([word('field', field), value(field, given, timeline[0]?.event)] as const);
        }),
        breachedAt === null ? null : [t('quality.breachedAt'), longTime(breachedAt, language, true)],
      ]}
    />
  );
}

/** What was done, step by step, in words; the newest last. */
function History({ matter: { timeline, cases } }: { readonly matter: QualityMatterPage }) {
  const { t, language } = useWords();
  const { word, value } = useQualityWords();
  const nameOf = useAgencyName();
  return (
    <ol className="rows">
      {timeline.map(({ event, at, agency, facts }) => (
        <li key={`${event} ${at}`}>
          <span className="row-time">{longTime(at, language)}</span>
          <span className="row-text">
            <strong>{word('event', event)}</strong> · {agency === PLATFORM ? t('quality.platform') : nameOf(agency)}
            {STEP_FACTS.filter((field) => facts[field] !== undefined && facts[field] !== null).map((field) => (
              <span key={field} className="quiet">
                {word('field', field)}：{field === 'caseId' ? nameWithin(cases, String(facts[field])) : value(field, facts[field], event)}
              </span>
            ))}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Facts of a step that its line tells. */
const STEP_FACTS = [
  'step',
  'reason',
  'outcome',
  'measures',
  'way',
  'doneAt',
  'answeredAt',
  'expiresAt',
  'visitedAt',
  'triedAt',
  'why',
  'satisfaction',
  'answers',
  'caseId',
  'grade',
  'defects',
  'tool',
  'observedAt',
  'verdict',
  'score',
  'scores',
  'difference',
  'measure',
  'heardAt',
  'barredUntil',
] as const;

/** What was written opens on demand, for the reading is recorded. */
function Texts({ matter: { kind, id, erased } }: { readonly matter: QualityMatterPage }) {
  const { t, language } = useWords();
  const { word } = useQualityWords();
  const { mutate, data, error, isPending } = useOpenTexts(kind, id);
  return (
    <Card title={t('quality.texts')}>
      <p className="quiet">{t(erased ? 'quality.textsErased' : 'quality.textsWhy')}</p>
      {error !== null && <ProblemAlert error={error} focus />}
      {data === undefined ? (
        !erased && (
          <PurposeButton
            label={t('quality.openTexts')}
            usual={kind === 'complaint' ? 'complaint' : 'supervision'}
            loading={isPending}
            onOpen={mutate}
          />
        )
      ) : (
        <div aria-live="polite">
          {data.map(({ event, at, texts }) => (
            <section key={`${event} ${at}`} className="quality-written">
              <h3>
                {word('event', event)} · {longTime(at, language)}
              </h3>
              {Object.entries(texts).map(([field, given]) => (
                <Written key={field} field={field} given={given} />
              ))}
            </section>
          ))}
        </div>
      )}
    </Card>
  );
}

function Written({ field, given }: { readonly field: string; readonly given: unknown }) {
  const { t } = useWords();
  const { word } = useQualityWords();
  if (given === null) return <p>{t('common.erased')}</p>;
  if (typeof given === 'object') {
    return <Facts items={Object.entries(given).map(([name, value]) => [word('field', `${field}.${name}`), String(value)])} />;
  }
  return (
    <p className="written">
      <Mixed text={String(given)} />
    </p>
  );
}
