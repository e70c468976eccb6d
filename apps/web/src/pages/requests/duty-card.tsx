import { useObligationsOfRequest, type DutyHolderKind, type HeldTime, type Obligation } from '../../api/obligations.ts';
import type { DefenceRequest } from '../../api/types.ts';
import { duration, longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Loading } from '../../parts/loading.tsx';
import { Card } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useRequestWords } from '../../parts/request-words.ts';
import { DutyChip } from '../obligations/duty-chip.tsx';

interface DutyCardProps {
  readonly request: DefenceRequest;
  /** The instant that the page shows; `null`: now. */
  readonly at: string | null;
}

/** 责任期限: whose time the matter took, drawn over its whole course, and every duty with its clock; from the ledger of duties. */
export function DutyCard({ request, at }: DutyCardProps) {
  const { t, language } = useWords();
  const { nameOf } = useRequestWords();
  const { data, error, refetch } = useObligationsOfRequest(request.id, at);
  const { items = [], split = [] } = data ?? {};
  const holders = holdersOf(split, items);
  const called = (kind: DutyHolderKind): string => {
    if (kind === request.organKind) return nameOf(request.organ);
    return kind === 'institution' ? nameOf(request.institution) : t(`obligations.holders.${kind}`);
  };
  if (data !== undefined && holders.length === 0) return null;
  return (
    <Card title={t('requests.detail.duties')}>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined && error === null && <Loading rows={3} />}
      {data !== undefined && (
        <table className="ledger-table">
          <caption className="unseen">{t('matter.ledger')}</caption>
          <tbody>
            {holders.map((holder) => (
              <tr key={holder}>
                <th scope="row">
                  {called(holder)} <strong className="held-time">{duration(timeOf(split, holder), language)}</strong>
                  <Track split={split} holder={holder} />
                </th>
                <td>
                  <ul className="duties">
                    {items
                      .filter(({ holderKind }) => holderKind === holder)
                      .map((duty) => (
                        <Duty key={duty.id} duty={duty} />
                      ))}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {request.hearingConflict && <p className="bad">▲ {t('requests.detail.hearingConflict')}</p>}
    </Card>
  );
}

/** Who had time or duties, in the order in which they came to have them. */
const holdersOf = (split: readonly HeldTime[], items: readonly Obligation[]): readonly DutyHolderKind[] => [
  ...new Set([...split.map(({ holder }) => holder), ...items.map(({ holderKind }) => holderKind)]),
];

const timeOf = (split: readonly HeldTime[], holder: DutyHolderKind): number => split.find((held) => held.holder === holder)?.ms ?? 0;

/** When one holder had the matter, along its whole course: two holders may have had the same hour. */
function Track({ split, holder }: { readonly split: readonly HeldTime[]; readonly holder: DutyHolderKind }) {
  const all = split.flatMap(({ stretches }) => stretches);
  const from = Math.min(...all.map((stretch) => stretch.from));
  const whole = Math.max(...all.map((stretch) => stretch.until)) - from;
  const stretches = split.find((held) => held.holder === holder)?.stretches ?? [];
  if (stretches.length === 0 || whole <= 0) return null;
  return (
    <svg className={`track track-${holder}`} viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden>
      <rect className="track-whole" width="1000" height="12" />
      {stretches.map((stretch) => (
        <rect
          key={stretch.from}
          className="track-held"
          x={((stretch.from - from) / whole) * 1_000}
          width={Math.max(4, ((stretch.until - stretch.from) / whole) * 1_000)}
          height="12"
        />
      ))}
    </svg>
  );
}

function Duty({ duty }: { readonly duty: Obligation }) {
  const { t, language } = useWords();
  return (
    <li>
      <DutyChip duty={duty} /> {duty.clock} {language === 'zh' ? duty.nameZh : duty.nameEn}
      <span className="quiet">
        {t('matter.dueAt', { at: longTime(duty.dueAt, language, true) })} · {language === 'zh' ? duty.basis : duty.basisEn}
      </span>
    </li>
  );
}
