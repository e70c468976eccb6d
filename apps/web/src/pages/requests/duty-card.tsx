import type { DefenceRequest } from '../../api/types.ts';
import { clockState } from '../../format/clock-state.ts';
import { dutyStretches, dutyTotals, type DutyStretch } from '../../format/duty-ledger.ts';
import { duration, longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { clockOf, clockWords, SHAPE } from '../../parts/clock-chip.tsx';
import { useNow } from '../../parts/now.ts';
import { Card } from '../../parts/page.tsx';
import { useRequestWords } from '../../parts/request-words.ts';

/** 责任期限: whose time the matter took, drawn in proportion, and every clock that was counted. */
export function DutyCard({ request }: { readonly request: DefenceRequest }) {
  const { t, language } = useWords();
  const { nameOf } = useRequestWords();
  const now = useNow();
  const stretches = dutyStretches(request, now);
  const totals = dutyTotals(stretches);
  const whole = totals.organ + totals.institution;
  if (whole === 0) return null;
  const holders = (['organ', 'institution'] as const).filter((holder) => totals[holder] > 0);
  return (
    <Card title={t('requests.detail.duties')}>
      <div className="ledger" aria-hidden>
        {stretches.map(({ holder, from, until }) => (
          <span key={from} className={`stretch stretch-${holder}`} style={{ flexGrow: (until - from) / whole }} />
        ))}
      </div>
      <table className="ledger-table">
        <caption className="unseen">{t('matter.ledger')}</caption>
        <tbody>
          {holders.map((holder) => (
            <tr key={holder}>
              <th scope="row">
                <span aria-hidden className={`key stretch-${holder}`} /> {nameOf(request[holder])}
              </th>
              <td className="number">{duration(totals[holder], language)}</td>
              <td>
                <Clocks request={request} holder={holder} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

/** The clocks that a duty-holder had, and how each stands. */
function Clocks({ request, holder }: { readonly request: DefenceRequest; readonly holder: DutyStretch['holder'] }) {
  const { t, language } = useWords();
  const now = useNow();
  const { facts, sentLate, hearingTooNear, hearingConflict } = request;
  if (holder === 'institution') {
    const clock = clockOf(request);
    if (clock === null) return null;
    const state = clockState(clock, now);
    const bad = state.kind === 'breached' || state.kind === 'met_late';
    return (
      <span className={bad ? 'bad' : ''}>
        <span aria-hidden>{SHAPE[state.kind]}</span> C02 {clockWords(state, t, language)}
        <span className="quiet">{t('matter.dueAt', { at: longTime(clock.dueAt, language, true) })}</span>
        {hearingConflict && <span className="told bad">▲ {t('requests.detail.hearingConflict')}</span>}
      </span>
    );
  }
  const counted = facts?.hearingAt !== undefined && facts.procedure === 'ordinary';
  return (
    <>
      <Told bad={sentLate} text={t(sentLate ? 'matter.c01Late' : 'matter.c01Kept')} />
      {counted && <Told bad={hearingTooNear} text={t(hearingTooNear ? 'matter.c10Late' : 'matter.c10Kept')} />}
    </>
  );
}

function Told({ bad, text }: { readonly bad: boolean; readonly text: string }) {
  return (
    <span className={bad ? 'told bad' : 'told'}>
      <span aria-hidden>{bad ? '■' : '✓'}</span> {text}
    </span>
  );
}
