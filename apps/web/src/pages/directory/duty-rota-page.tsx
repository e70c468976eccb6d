import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useShifts } from '../../api/duty.ts';
import { useInstitutions } from '../../api/registers.ts';
import { useMay, useSession } from '../../api/session.ts';
import { useAddress } from '../../app/use-address.ts';
import { longDay } from '../../format/time.ts';
import { dayAfter, isDay, weekOf } from '../../format/week.ts';
import { useWords } from '../../i18n/index.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loading } from '../../parts/loading.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { useToday } from '../../parts/now.ts';
import { Card, Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { DutyNow } from './duty-now.tsx';
import { ExportLinks } from './export-links.tsx';
import { PlanShiftForm } from './plan-shift-form.tsx';
import { RotaTable } from './rota-table.tsx';
import { ShiftDialog, type ShiftDeed } from './shift-dialog.tsx';
import './registers.css';

/** 值班表: who is on duty now, and where and when this week. Institution and week stand in the address. */
export function DutyRotaPage() {
  const { t, language } = useWords();
  const may = useMay();
  const { agency, agencyKind, role, division } = useSession();
  const [search, change] = useAddress();
  const today = useToday();
  const { data: institutions = [] } = useInstitutions();
  const [planning, setPlanning] = useState(false);
  const own = agencyKind === 'institution' ? agency : institutions.find((one) => one.division === division)?.code;
  const institution = search.get('institution') ?? own ?? '';
  const asked = search.get('week') ?? '';
  const week = weekOf(isDay(asked) ? asked : today);
  const plans = may('directory.duty-rota.plan') && institution !== '' && (role !== 'institution_head' || institution === agency);
  return (
    <Page
      title={t('registers.duty.title')}
      {...(plans &&
        !planning && {
          actions: (
            <Button type="primary" onClick={() => setPlanning(true)}>
              {t('registers.duty.plan')}
            </Button>
          ),
        })}
    >
      <div className="filters" role="group" aria-label={t('registers.filters')}>
        <label htmlFor="rota-of">{t('registers.duty.institution')}</label>
        <NativeSelect
          id="rota-of"
          value={institution}
          onChange={(chosen) => change((now) => ({ institution: chosen, week: now.get('week') ?? week[0] }))}
          options={institutions.map(({ code, name, nameEn }) => ({ value: code, label: language === 'zh' ? name : nameEn }))}
        />
      </div>
      {institution === '' && <Empty title={t('registers.duty.choose')} />}
      {institution !== '' && <DutyNow institution={institution} today={today} />}
      {planning && plans && (
        <PlanShiftForm institution={institution} day={week.includes(today) ? today : week[0]!} onClose={() => setPlanning(false)} />
      )}
      {institution !== '' && <WeekOfShifts institution={institution} week={week} today={today} plans={plans} />}
    </Page>
  );
}

interface WeekOfShiftsProps {
  readonly institution: string;
  readonly week: readonly string[];
  readonly today: string;
  readonly plans: boolean;
}

function WeekOfShifts({ institution, week, today, plans }: WeekOfShiftsProps) {
  const { t, language } = useWords();
  const [from, to] = [week[0]!, week.at(-1)!];
  const { data, error, refetch } = useShifts(institution, from, to);
  const [doing, setDoing] = useState<ShiftDeed | null>(null);
  const weekAt = (day: string): string => `?${new URLSearchParams({ institution, week: day }).toString()}`;
  return (
    <Card
      title={t('registers.duty.week', { from: longDay(from, language), to: longDay(to, language) })}
      extra={<ExportLinks list="duty-rota" filter={{ institution, from, to }} />}
    >
      <nav className="week" aria-label={t('registers.duty.title')}>
        <Link to={weekAt(dayAfter(from, -7))}>{t('registers.duty.previous')}</Link>
        <Link to={weekAt(today)}>{t('registers.duty.thisWeek')}</Link>
        <Link to={weekAt(dayAfter(from, 7))}>{t('registers.duty.next')}</Link>
      </nav>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined && error === null && <Loading rows={4} />}
      {data?.length === 0 && <Empty title={t('registers.duty.empty')} />}
      {data !== undefined && data.length > 0 && <RotaTable shifts={data} week={week} today={today} {...(plans && { onDeed: setDoing })} />}
      {doing !== null && <ShiftDialog {...doing} onClose={() => setDoing(null)} />}
    </Card>
  );
}
