import { Link } from 'react-router';
import { useAgencyName } from '../../api/directory.ts';
import type { DutyHolderKind, Obligation } from '../../api/obligations.ts';
import { shortTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Mixed } from '../../parts/mixed.tsx';
import { useNow } from '../../parts/now.ts';
import { DutyChip } from './duty-chip.tsx';

/** The pages of matters that duties are owed in. */
/** The page of the matter that a duty is owed in. */
export const PAGE_OF: Readonly<Record<Obligation['matter'], string>> = {
  'defence-request': '/requests',
  'duty-help': '/duty-help',
  'aid-case': '/aid-cases',
};

/** Duties by their due time: the state, the duty and its article, who owes it to whom, and the case. */
export function ObligationTable({ items }: { readonly items: readonly Obligation[] }) {
  const { t, language } = useWords();
  const now = useNow();
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{t('obligations.due')}</th>
          <th scope="col">{t('obligations.duty')}</th>
          <th scope="col">{t('obligations.holder')}</th>
          <th scope="col">{t('obligations.owedTo')}</th>
          <th scope="col">{t('obligations.matter')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((duty) => (
          <tr key={duty.id}>
            <td data-label={t('obligations.due')}>
              <DutyChip duty={duty} />
              <span className="quiet">{t('requests.clock.due', { at: shortTime(duty.dueAt, now, true) })}</span>
              {duty.noticedLateAt !== null && (
                <span className="quiet">{t('obligations.lateNoticed', { at: shortTime(duty.noticedLateAt, now) })}</span>
              )}
            </td>
            <td data-label={t('obligations.duty')}>
              {language === 'zh' ? duty.nameZh : duty.nameEn}
              <span className="quiet">
                {duty.clock} · {language === 'zh' ? duty.basis : duty.basisEn}
                {duty.noHolidayRoll && ` · ${t('obligations.noRoll')}`}
              </span>
            </td>
            <td data-label={t('obligations.holder')}>
              <Party kind={duty.holderKind} agency={duty.holder} />
            </td>
            <td data-label={t('obligations.owedTo')}>
              <Party kind={duty.owedKind} agency={duty.owedTo} />
            </td>
            <th scope="row" data-label={t('obligations.matter')}>
              <Link to={`${PAGE_OF[duty.matter]}/${duty.matterId}`}>
                <Mixed text={duty.caseNumber ?? t('obligations.noNumber')} />
              </Link>
            </th>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The agency by its name; others by what they are. */
function Party({ kind, agency }: { readonly kind: DutyHolderKind; readonly agency: string | null }) {
  const { t } = useWords();
  const agencyName = useAgencyName();
  return agency === null ? t(`obligations.holders.${kind}`) : agencyName(agency);
}
