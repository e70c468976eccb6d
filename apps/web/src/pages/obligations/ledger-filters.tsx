import { DIVISIONS } from '@xiezhi/contracts';
import { Button } from 'antd';
import { useId } from 'react';
import { useAgencies, useAgencyName } from '../../api/directory.ts';
import { DUTY_HOLDER_KINDS, OBLIGATION_SIDES } from '../../api/obligations.ts';
import { useSession } from '../../api/session.ts';
import { nameIn } from '../../format/code-names.ts';
import { longDay } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { NAMED_CLOCKS, useClockName } from '../../parts/clock-name.ts';
import { DivisionSelect } from '../../parts/division-select.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import type { LedgerAsk, Narrowing } from './ledger-address.ts';
import './ledger.css';

interface LedgerFiltersProps {
  readonly ask: LedgerAsk;
  readonly onAsk: (change: Partial<LedgerAsk>) => void;
}

/** What narrows the ledger, and one click to drop each. */
export function LedgerFilters({ ask, onAsk }: LedgerFiltersProps) {
  const { t } = useWords();
  const id = useId();
  const clockName = useClockName();
  const { side, clock = '', holder = '', county = '', dueFrom = '', dueBy = '' } = ask;
  const narrowed = [clock, holder, county, ask.agency ?? '', dueFrom, dueBy].some((value) => value !== '');
  return (
    <div className="filters ledger-filters" role="group" aria-label={t('obligations.filters')}>
      <NativeSelect
        chosen
        aria-label={t('obligations.side')}
        value={side}
        onChange={(value) => onAsk({ side: OBLIGATION_SIDES.find((one) => one === value) ?? 'mine' })}
        options={OBLIGATION_SIDES.map((value) => ({ value, label: t(`obligations.sides.${value}`) }))}
      />
      <details open={narrowed}>
        <summary>{t('obligations.more')}</summary>
        <div className="filters">
          <span className="field">
            <label htmlFor={`${id}c`}>{t('obligations.filter.clock')}</label>
            <NativeSelect
              id={`${id}c`}
              none={t('common.all')}
              value={clock}
              onChange={(value) => onAsk({ clock: value })}
              options={NAMED_CLOCKS.map((value) => ({ value, label: `${value} ${clockName(value)}` }))}
            />
          </span>
          <span className="field">
            <label htmlFor={`${id}h`}>{t('obligations.holder')}</label>
            <NativeSelect
              id={`${id}h`}
              none={t('common.all')}
              value={holder}
              onChange={(value) => onAsk({ holder: value })}
              options={DUTY_HOLDER_KINDS.map((value) => ({ value, label: t(`obligations.holders.${value}`) }))}
            />
          </span>
          <span className="field">
            <label htmlFor={`${id}d`}>{t('obligations.filter.county')}</label>
            <DivisionSelect
              id={`${id}d`}
              none={t('common.all')}
              value={county}
              onChange={(value) => onAsk({ county: value, agency: '' })}
            />
          </span>
          <AgencySelect id={`${id}a`} county={county} value={ask.agency ?? ''} onChange={(value) => onAsk({ agency: value })} />
          <Day id={`${id}f`} name="dueFrom" value={dueFrom} onAsk={onAsk} />
          <Day id={`${id}u`} name="dueBy" value={dueBy} onAsk={onAsk} />
        </div>
      </details>
      <Active ask={ask} onAsk={onAsk} />
    </div>
  );
}

interface DayProps extends Pick<LedgerFiltersProps, 'onAsk'> {
  readonly id: string;
  readonly name: 'dueFrom' | 'dueBy';
  readonly value: string;
}

function Day({ id, name, value, onAsk }: DayProps) {
  const { t } = useWords();
  return (
    <span className="field">
      <label htmlFor={id}>{t(`obligations.filter.${name}`)}</label>
      <input id={id} className="control" type="date" value={value} onChange={({ target }) => onAsk({ [name]: target.value })} />
    </span>
  );
}

interface AgencySelectProps {
  readonly id: string;
  readonly county: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const ORGANS = ['court', 'procuratorate', 'police'];

/** The other agency of the matters: organs for an institution, institutions for an organ, both for a lawyer; of the chosen division alone. */
function AgencySelect({ id, county, ...props }: AgencySelectProps) {
  const { t, language } = useWords();
  const { agencyKind } = useSession();
  const { data = [] } = useAgencies();
  const prefix = county.replace(/(00){1,2}$/, '');
  const isOther = (kind: string): boolean =>
    kind === 'institution' ? agencyKind !== 'institution' : ORGANS.includes(kind) && !ORGANS.includes(agencyKind);
  const options = data
    .filter(({ kind, division }) => isOther(kind) && division.startsWith(prefix))
    .map(({ code, name, nameEn }) => ({ value: code, label: language === 'zh' ? name : nameEn }));
  return (
    <span className="field">
      <label htmlFor={id}>{t('obligations.filter.agency')}</label>
      <NativeSelect id={id} {...props} none={t('common.all')} options={options} />
    </span>
  );
}

/** Each active filter, with one click to drop it. */
function Active({ ask: { clock, holder, county, agency, dueFrom, dueBy }, onAsk }: LedgerFiltersProps) {
  const { t, language } = useWords();
  const agencyName = useAgencyName();
  const clockName = useClockName();
  const kind = DUTY_HOLDER_KINDS.find((one) => one === holder);
  const active: readonly (readonly [Narrowing, string | undefined])[] = [
    ['clock', clock && clockName(clock)],
    ['holder', kind && t(`obligations.holders.${kind}`)],
    ['county', county && nameIn(DIVISIONS, county, language)],
    ['agency', agency && agencyName(agency)],
    ['dueFrom', dueFrom && t('obligations.filter.from', { day: longDay(dueFrom, language) })],
    ['dueBy', dueBy && t('obligations.filter.by', { day: longDay(dueBy, language) })],
  ];
  return active.map(([name, what]) =>
    what === undefined || what === '' ? null : (
      <Button key={name} onClick={() => onAsk({ [name]: '' })}>
        {t('requests.list.clear', { what })} ✕
      </Button>
    ),
  );
}
