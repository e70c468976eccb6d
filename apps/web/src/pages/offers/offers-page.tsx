import { AID_FORMS, AID_MATTER_KINDS, DECLINE_REASONS, SPOKEN_LANGUAGES } from '@xiezhi/contracts';
import { useState } from 'react';
import { useOffers, type ShownOffer } from '../../api/lawyer-search.ts';
import { nameIn } from '../../format/code-names.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Empty } from '../../parts/empty.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { More, TotalRows } from '../../parts/pages-of-list.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useRequestWords } from '../../parts/request-words.ts';
import { Answering } from './answering.tsx';
import { Left } from './search-card.tsx';
import { TellingCard } from './telling-card.tsx';
import './offers.css';

const TABS = ['open', 'answered'] as const;

/** 我的邀约: what waits for the lawyer's answer, one card an offer, and what became of the others. */
export function OffersPage() {
  const { t } = useWords();
  const [tab, setTab] = useState<(typeof TABS)[number]>('open');
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useOffers(tab);
  const offers = data?.pages.flatMap(({ items }) => items) ?? [];
  const total = data?.pages[0]?.total;
  return (
    <Page title={t('offers.mine.title')} aside={<p className="lead">{t('offers.mine.lead')}</p>}>
      <div className="tabs" role="group" aria-label={t('offers.mine.title')}>
        {TABS.map((one) => (
          <button key={one} type="button" aria-pressed={one === tab} onClick={() => setTab(one)}>
            {t(`offers.mine.${one}`)}
          </button>
        ))}
      </div>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && offers.length === 0 && (
        <Empty title={t(`offers.mine.none.${tab}`)}>
          <p>{t('offers.mine.noneHow')}</p>
        </Empty>
      )}
      {offers.map((offer) => (
        <OfferCard key={offer.offerId} offer={offer} />
      ))}
      {offers.length > 0 && total !== undefined && (
        <p className="list-foot">
          <TotalRows {...total} /> <More there={hasNextPage} loading={isFetchingNextPage} onMore={fetchNextPage} />
        </p>
      )}
      <TellingCard />
    </Page>
  );
}

/** What the matter is about: the offence and its number, or the cause of action. */
function titleOf(offer: ShownOffer): string | null {
  if (offer.facts === null) return null;
  const { caseNumber } = offer.facts;
  const about = offer.matter === 'aid-case' ? offer.facts.causeText : offer.facts.offence;
  return caseNumber === undefined ? about : `${about} · ${caseNumber}`;
}

/** What a granted case says of itself beside its cause. */
function useCaseItems(offer: ShownOffer): readonly (readonly [string, string])[] {
  const { t, language } = useWords();
  if (offer.matter !== 'aid-case' || offer.facts === null) return [];
  const { kind, form, venue, domesticViolence } = offer.facts;
  return [
    [t('offers.mine.kind'), `${nameIn(AID_MATTER_KINDS, kind, language)} · ${nameIn(AID_FORMS, form, language)}`],
    ...(venue === undefined ? [] : [[t('offers.mine.venue'), venue] as const]),
    ...(domesticViolence ? [[t('offers.mine.note'), t('offers.mine.domesticViolence')] as const] : []),
  ];
}

/** Who asks, what for, where and when, and until when to answer: on one screen of a phone. */
function OfferCard({ offer }: { readonly offer: ShownOffer }) {
  const { t, language } = useWords();
  const { nameOf } = useRequestWords();
  const { facts, status, reason, answeredAt } = offer;
  const caseItems = useCaseItems(offer);
  const said = status === 'declined' && reason !== null ? nameIn(DECLINE_REASONS, reason, language) : null;
  return (
    <Card title={titleOf(offer) ?? t('offers.mine.offer')}>
      <Facts
        items={[
          [t('offers.mine.from'), nameOf(offer.institution)],
          offer.organ === null ? null : [t('offers.mine.organ'), nameOf(offer.organ)],
          ...caseItems,
          facts === null ? null : [t('offers.mine.language'), nameIn(SPOKEN_LANGUAGES, facts.language, language)],
          facts?.hearingAt === undefined ? null : [t('offers.mine.hearing'), longTime(facts.hearingAt, language)],
          facts?.hearingPlace === undefined ? null : [t('offers.mine.place'), facts.hearingPlace],
          facts?.minor === true ? [t('offers.mine.person'), t('offers.mine.minor')] : null,
          status === 'open'
            ? [
                t('offers.mine.until'),
                <>
                  {longTime(offer.until, language)} · <Left until={offer.until} />
                </>,
              ]
            : [
                t('offers.mine.state'),
                `${t(`offers.status.${status}`)}${said === null ? '' : ` · ${said}`}${answeredAt === null ? '' : ` · ${longTime(answeredAt, language)}`}`,
              ],
        ]}
      />
      {status === 'open' && <Answering offer={offer} />}
    </Card>
  );
}
