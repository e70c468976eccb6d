import { DIVISIONS, REGION_CODE } from '@xiezhi/contracts';
import { Form } from 'antd';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useCalendarEditions, useCheckCalendar, type CalendarBody, type CalendarCheck } from '../../api/calendars.ts';
import { Problem } from '../../api/problem.ts';
import { useSession } from '../../api/session.ts';
import { dayOf } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import type { FormFault } from '../../parts/error-summary.tsx';
import { Loading } from '../../parts/loading.tsx';
import { useNow } from '../../parts/now.ts';
import { Page } from '../../parts/page.tsx';
import { faultText, ProblemAlert } from '../../parts/problem-alert.tsx';
import { CalendarForm, type CalendarValues } from './calendar-form.tsx';
import { CalendarPreview } from './calendar-preview.tsx';
import { expanded, ranges } from './day-ranges.ts';
import './rules.css';

/** 公布放假安排: the form, what it would change, and then the publishing. */
export function PublishCalendarPage() {
  const { t } = useWords();
  const { division: own } = useSession();
  const [search] = useSearchParams();
  const thisYear = dayOf(new Date(useNow()).toISOString()).slice(0, 4);
  const year = Number(search.get('year') ?? thisYear);
  const asked = DIVISIONS.find(({ code }) => code === search.get('division'))?.code ?? own;
  const scope = search.get('scope') ?? (asked === REGION_CODE ? 'national' : 'regional');
  const division = scope === 'national' ? REGION_CODE : asked;
  const { data, error, refetch } = useCalendarEditions(year, division);
  if (data === undefined) {
    return (
      <Page title={t('rules.publish.title')}>
        {error === null ? <Loading /> : <ProblemAlert error={error} onAgain={() => void refetch()} />}
      </Page>
    );
  }
  const current = data.items.find((one) => one.current && one.scope === scope && one.division === division);
  const begun: CalendarValues = {
    scope: scope === 'national' ? 'national' : 'regional',
    division,
    year,
    basis: current?.basis ?? '',
    issuedOn: current?.issuedOn ?? '',
    rows: current === undefined ? [{ from: '', to: '', rest: 'rest', name: '' }] : [...ranges(current.days)],
  };
  return <Publishing begun={begun} />;
}

const bodyOf = ({ rows, ...values }: CalendarValues): CalendarBody => ({ ...values, days: expanded(rows).days });

function Publishing({ begun }: { readonly begun: CalendarValues }) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const [form] = Form.useForm<CalendarValues>();
  const [values, setValues] = useState(begun);
  const [checked, setChecked] = useState<CalendarCheck | null>(null);
  const [faults, setFaults] = useState<readonly FormFault[]>([]);
  const { mutate, error, isPending } = useCheckCalendar();
  /** Faults of days stand at the row that the day is of. */
  const refused = (problem: Problem, given: CalendarValues): void => {
    const { rowOf } = expanded(given.rows);
    const found = problem.errors.map(({ path, code, detail }) => {
      const [field = '', place] = path.split('.');
      const where = field === 'days' ? ['rows', String(rowOf[Number(place ?? 0)] ?? 0), 'from'] : [field];
      return { path: where, text: faultText(code, detail, t, language) };
    });
    for (const { path, text } of found) {
      form.setFields([{ name: path.map((part) => (/^\d+$/.test(part) ? Number(part) : part)) as never, errors: [text] }]);
    }
    setFaults(found);
  };
  const check = (given: CalendarValues): void => {
    setValues(given);
    setFaults([]);
    mutate(bodyOf(given), {
      onSuccess: setChecked,
      onError: (problem) => problem instanceof Problem && refused(problem, given),
    });
  };
  if (checked !== null) {
    return (
      <CalendarPreview
        body={bodyOf(values)}
        check={checked}
        onEdit={() => setChecked(null)}
        onDone={() => void navigate(`/calendars?year=${values.year}&division=${values.division}`)}
      />
    );
  }
  return (
    <Page title={t('rules.publish.title')}>
      {error !== null && faults.length === 0 && <ProblemAlert error={error} focus />}
      <CalendarForm form={form} initial={values} faults={faults} checking={isPending} onCheck={check} />
    </Page>
  );
}
