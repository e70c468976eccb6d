import { QUALITY_GRADES, QUALITY_TOOLS, SATISFACTION, type QualityTool } from '@xiezhi/contracts';
import { useId, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useAgencies } from '../../api/directory.ts';
import { useQualityOverview, type QualityOverview } from '../../api/quality-overview.ts';
import { useMay, useSession } from '../../api/session.ts';
import { useAddress } from '../../app/use-address.ts';
import { nameIn } from '../../format/code-names.ts';
import { dayOf } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Loading } from '../../parts/loading.tsx';
import { useNow } from '../../parts/now.ts';
import { NativeSelect } from '../../parts/native-select.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import './overview.css';

/** Where the work is that a tool's number is made of. */
const LISTS = {
  hearing_attended: '/quality/trackings',
  file_checked: '/quality/inspections?view=closed',
  organ_asked: '/quality/trackings',
  recipient_visited: '/quality/visits?view=closed',
} as const satisfies Readonly<Record<QualityTool, string>>;

/** 质量监督概览: how far the four tools reached in a period, how satisfied recipients were, and the grades. The period stands in the address. */
export function OverviewPage() {
  const { t } = useWords();
  const [search, change] = useAddress();
  const today = dayOf(new Date(useNow()).toISOString());
  const [from, to] = [search.get('from') ?? `${today.slice(0, 4)}-01-01`, search.get('to') ?? today];
  const institution = search.get('institution') ?? '';
  const { data, error, refetch, isPending } = useQualityOverview({ from, to, ...(institution !== '' && { institution }) });
  const ask = (name: string, value: string): void => change((now) => ({ ...Object.fromEntries(now), [name]: value }));
  return (
    <Page title={t('overview.title')}>
      <p>{t('overview.intro')}</p>
      <div className="filters overview-period" role="group" aria-label={t('overview.period')}>
        <Day name="from" value={from} onDay={ask} />
        <Day name="to" value={to} onDay={ask} />
        <InstitutionChoice value={institution} onChoose={(code) => ask('institution', code)} />
      </div>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {isPending && error === null && <Loading rows={6} />}
      {data !== undefined && error === null && <Figures overview={data} />}
    </Page>
  );
}

interface DayProps {
  readonly name: 'from' | 'to';
  readonly value: string;
  readonly onDay: (name: string, value: string) => void;
}

function Day({ name, value, onDay }: DayProps) {
  const { t } = useWords();
  const id = useId();
  return (
    <span className="field">
      <label htmlFor={id}>{t(`overview.${name}`)}</label>
      <input id={id} className="control" type="date" value={value} onChange={({ target }) => onDay(name, target.value)} />
    </span>
  );
}

/** Who oversees several institutions sees one, or all of them together. */
function InstitutionChoice({ value, onChoose }: { readonly value: string; readonly onChoose: (code: string) => void }) {
  const { t, language } = useWords();
  const { agencyKind, division } = useSession();
  const { data = [] } = useAgencies();
  const id = useId();
  if (agencyKind === 'institution') return null;
  const prefix = division.replace(/(00){1,2}$/, '');
  const options = data
    .filter(({ kind, division: of }) => kind === 'institution' && of.startsWith(prefix))
    .map(({ code, name, nameEn }) => ({ value: code, label: language === 'zh' ? name : nameEn }));
  return (
    <span className="field">
      <label htmlFor={id}>{t('overview.institution')}</label>
      <NativeSelect id={id} none={t('common.all')} value={value} onChange={onChoose} options={options} />
    </span>
  );
}

function Figures({ overview: { closed, covered, tools, satisfaction, grades } }: { readonly overview: QualityOverview }) {
  const { t, language } = useWords();
  const may = useMay();
  const visited = satisfaction.reduce((sum, { cases }) => sum + cases, 0);
  const total = satisfaction.reduce((sum, one) => sum + one.satisfaction * one.cases, 0);
  const graded = grades.reduce((sum, { cases }) => sum + cases, 0);
  const toolName = (tool: QualityTool): ReactNode =>
    may('assignment.case-tracking.list') ? (
      <Link to={LISTS[tool]}>{nameIn(QUALITY_TOOLS, tool, language)}</Link>
    ) : (
      nameIn(QUALITY_TOOLS, tool, language)
    );
  return (
    <>
      <p className="overview-sum">{t('overview.sum', { closed, covered })}</p>
      <div className="columns">
        <Card title={t('overview.tools')}>
          <Bars
            of={Math.max(closed, ...tools.map(({ cases }) => cases))}
            rows={tools.map(({ tool, cases }) => [tool, toolName(tool), cases])}
          />
        </Card>
        <Card title={t('overview.satisfaction')}>
          {visited > 0 && <p>{t('overview.mean', { mean: (total / visited).toFixed(1), visited })}</p>}
          <Bars
            of={visited}
            rows={satisfaction.map(({ satisfaction: points, cases }) => [
              String(points),
              nameIn(SATISFACTION, String(points), language),
              cases,
            ])}
          />
        </Card>
        <Card title={t('overview.grades')}>
          <Bars of={graded} rows={grades.map(({ grade, cases }) => [grade, nameIn(QUALITY_GRADES, grade, language), cases])} />
        </Card>
      </div>
    </>
  );
}

interface BarsProps {
  /** How many a full bar stands for. */
  readonly of: number;
  readonly rows: readonly (readonly [key: string, name: ReactNode, cases: number])[];
}

/** Numbers with a bar each; the number is what a screen reader says. */
function Bars({ of, rows }: BarsProps) {
  const { t } = useWords();
  return (
    <table className="overview-bars">
      <tbody>
        {rows.map(([key, name, cases]) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td>{t('overview.cases', { count: cases })}</td>
            <td aria-hidden="true">
              <meter value={cases} max={Math.max(of, 1)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
