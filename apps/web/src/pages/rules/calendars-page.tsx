import { DIVISIONS, REGION_CODE } from '@xiezhi/contracts';
import { Button } from 'antd';
import { useId } from 'react';
import { CALENDAR_YEARS, calendarFile, useCalendarYear, type CalendarYear } from '../../api/calendars.ts';
import { useMay, useSession } from '../../api/session.ts';
import { useAddress } from '../../app/use-address.ts';
import { nameIn } from '../../format/code-names.ts';
import { dayOf } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { DivisionSelect } from '../../parts/division-select.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { Loading } from '../../parts/loading.tsx';
import { useNow } from '../../parts/now.ts';
import { Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { DayList } from './day-list.tsx';
import { EditionsCard } from './editions-card.tsx';
import { MARKED, MonthTable } from './month-table.tsx';
import './rules.css';

const VIEWS = ['months', 'table'] as const;
const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

/** What the address asks for. */
interface Shown {
  readonly year: number;
  readonly division: string;
  readonly view: (typeof VIEWS)[number];
}

const yearIn = (asked: string | null, present: number): number => {
  const year = Number(asked ?? present);
  return Number.isInteger(year) && year >= CALENDAR_YEARS.first && year <= CALENDAR_YEARS.last ? year : present;
};

/** 工作日历: a year as clocks count it in a division, and by which documents. What is shown stands in the address. */
export function CalendarsPage() {
  const { t, language } = useWords();
  const may = useMay();
  const { division: own } = useSession();
  const today = dayOf(new Date(useNow()).toISOString());
  const [search, change] = useAddress();
  const shownBy = (address: URLSearchParams): Shown => ({
    year: yearIn(address.get('year'), Number(today.slice(0, 4))),
    division: DIVISIONS.find(({ code }) => code === (address.get('division') ?? own))?.code ?? REGION_CODE,
    view: address.get('view') === 'table' ? 'table' : 'months',
  });
  const { year, division, view } = shownBy(search);
  const show = (next: (now: Shown) => Partial<Shown>): void =>
    change((now) => {
      const shown = { ...shownBy(now), ...next(shownBy(now)) };
      return { ...shown, year: String(shown.year), view: shown.view === 'table' ? 'table' : '' };
    });
  const { data, error, refetch } = useCalendarYear(year, division);
  return (
    <Page
      title={t('rules.calendar.titleOf', { year })}
      aside={<p className="lead">{nameIn(DIVISIONS, division, language)}</p>}
      actions={
        <>
          <Button href={calendarFile(year, division)} download>
            {t('rules.calendar.export')}
          </Button>
          {may('directory.calendar.publish') && (
            <LinkButton to={`/calendars/publish?year=${year}&division=${division}`} type="primary">
              {t('rules.calendar.publish')}
            </LinkButton>
          )}
        </>
      }
    >
      <Choice year={year} division={division} view={view} onShow={show} />
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined ? error === null && <Loading rows={12} /> : <Year shown={data} view={view} today={today} />}
      <EditionsCard year={year} division={division} />
    </Page>
  );
}

interface ChoiceProps extends Shown {
  readonly onShow: (next: (now: Shown) => Partial<Shown>) => void;
}

function Choice({ year, division, view, onShow }: ChoiceProps) {
  const { t } = useWords();
  const id = useId();
  return (
    <div className="filters no-print" role="group" aria-label={t('requests.list.filters')}>
      <Button
        disabled={year <= CALENDAR_YEARS.first}
        aria-label={t('rules.calendar.previous')}
        onClick={() => onShow((now) => ({ year: Math.max(now.year - 1, CALENDAR_YEARS.first) }))}
      >
        ‹
      </Button>
      <label htmlFor={`${id}y`}>{t('rules.calendar.year')}</label>
      <input
        key={year}
        id={`${id}y`}
        className="control"
        type="number"
        inputMode="numeric"
        min={CALENDAR_YEARS.first}
        max={CALENDAR_YEARS.last}
        defaultValue={year}
        onBlur={({ target }) => target.value !== String(year) && onShow(() => ({ year: Number(target.value) }))}
        onKeyDown={({ key, currentTarget }) => key === 'Enter' && onShow(() => ({ year: Number(currentTarget.value) }))}
      />
      <Button
        disabled={year >= CALENDAR_YEARS.last}
        aria-label={t('rules.calendar.next')}
        onClick={() => onShow((now) => ({ year: Math.min(now.year + 1, CALENDAR_YEARS.last) }))}
      >
        ›
      </Button>
      <label htmlFor={`${id}d`}>{t('rules.calendar.division')}</label>
      <DivisionSelect id={`${id}d`} value={division} onChange={(value) => value !== '' && onShow(() => ({ division: value }))} />
      <div className="tabs view-tabs" role="group" aria-label={t('rules.calendar.views')}>
        {VIEWS.map((one) => (
          <button key={one} type="button" aria-pressed={one === view} onClick={() => onShow(() => ({ view: one }))}>
            {t(`rules.calendar.${one}`)}
          </button>
        ))}
      </div>
    </div>
  );
}

interface YearProps {
  readonly shown: CalendarYear;
  readonly view: (typeof VIEWS)[number];
  readonly today: string;
}

function Year({ shown: { year, published, items }, view, today }: YearProps) {
  const { t } = useWords();
  const days = new Map(items.map((info) => [info.day, info]));
  const kinds = MARKED.filter((kind) => items.some((info) => info.kind === kind));
  return (
    <>
      {published ? (
        <p>
          <span className="tag tag-done">✓ {t('rules.calendar.published')}</span>
        </p>
      ) : (
        <p>
          <span className="tag chip-provisional">◇ {t('rules.calendar.provisional')}</span> {t('rules.calendar.provisionalText', { year })}
        </p>
      )}
      {view === 'table' ? (
        <DayList items={items} />
      ) : (
        <>
          <ul className="legend" aria-label={t('rules.calendar.legend')}>
            {kinds.map((kind) => (
              <li key={kind}>
                <span className={`key ${kind}`}>{t(`rules.calendar.marks.${kind}`)}</span>
                {t(`rules.calendar.kinds.${kind}`)}
              </li>
            ))}
          </ul>
          <div className="months">
            {MONTHS.map((month) => (
              <MonthTable key={month} year={year} month={month} days={days} today={today} />
            ))}
          </div>
        </>
      )}
    </>
  );
}
