import { CHANGE_REASONS, DECLINE_REASONS } from '@xiezhi/contracts';
import { Button, Modal } from 'antd';
import { useId, useState } from 'react';
import { useSearch, useSearchCommand, type BegunSearch, type OfferMessage, type SearchOffer } from '../../api/lawyer-search.ts';
import type { Matter } from '../../api/matters.ts';
import { nameIn } from '../../format/code-names.ts';
import { duration, shortTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Loading } from '../../parts/loading.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { useNow } from '../../parts/now.ts';
import { Card } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import './offers.css';

interface SearchCardProps {
  readonly matter: Matter;
  /** Whether it waits for a lawyer, or has one who can be replaced. */
  readonly needs: 'lawyer' | 'replacement' | null;
}

/** 寻找律师: asks one lawyer after the other; who is asked now and until when, and who said what. */
export function SearchCard({ matter, needs }: SearchCardProps) {
  const { t } = useWords();
  const { data, error, refetch } = useSearch(matter);
  const begin = useSearchCommand(matter, 'search');
  if (error === null && data?.status === 'none' && needs === null) return null;
  const idle = data?.status === 'none' || data?.status === 'ended';
  return (
    <Card title={t('offers.search.title')}>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {begin.error !== null && <ProblemAlert error={begin.error} focus />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && data.status !== 'none' && <Course matter={matter} search={data} />}
      {needs === 'lawyer' && idle && (
        <>
          <p>{t('offers.search.lead')}</p>
          <Button loading={begin.isPending} onClick={() => begin.mutate({})}>
            {t(data.status === 'none' ? 'offers.search.begin' : 'offers.search.again')}
          </Button>
        </>
      )}
      {needs === 'replacement' && idle && <BeginReplacement busy={begin.isPending} onBegin={(replacing) => begin.mutate({ replacing })} />}
    </Card>
  );
}

interface BeginReplacementProps {
  readonly busy: boolean;
  readonly onBegin: (replacing: string) => void;
}

/** 寻找接替律师: why the present lawyer is replaced, then the first is asked. */
function BeginReplacement({ busy, onBegin }: BeginReplacementProps) {
  const { t, language } = useWords();
  const id = useId();
  const [reason, setReason] = useState('');
  const [unanswered, setUnanswered] = useState(false);
  const missing = unanswered && reason === '';
  return (
    <>
      <p>{t('offers.search.replaceLead')}</p>
      <div className="field replacing">
        <label htmlFor={id}>{t('course.field.reasonCode')}</label>
        <NativeSelect
          id={id}
          options={CHANGE_REASONS.map(({ code }) => ({ value: code, label: nameIn(CHANGE_REASONS, code, language) }))}
          value={reason}
          onChange={setReason}
          {...(missing && { 'aria-invalid': true, 'aria-describedby': `${id}-fault` })}
        />
        {missing && (
          <span id={`${id}-fault`} role="alert" className="bad">
            {t('common.fault.required')}
          </span>
        )}
      </div>
      <Button loading={busy} onClick={() => (reason === '' ? setUnanswered(true) : onBegin(reason))}>
        {t('offers.search.replace')}
      </Button>
    </>
  );
}

function Course({ matter, search }: { readonly matter: Matter; readonly search: BegunSearch }) {
  const { t } = useWords();
  const now = useNow();
  const open = search.offers.findLast(({ status }) => status === 'open');
  const outcome = search.calledOffFor ?? search.outcome;
  return (
    <>
      {open !== undefined && search.status === 'offering' && (
        <div className="offer-now">
          <p>
            <strong>{t('offers.search.asked', { name: called(open, t('common.erased')) })}</strong>{' '}
            {t('offers.search.until', { at: shortTime(open.until, now) })} · <Left until={open.until} />
          </p>
          <CallOff matter={matter} />
        </div>
      )}
      {search.status === 'accepted' && <p>{t('offers.search.accepted')}</p>}
      {search.status === 'ended' && outcome !== null && <p>{t(`offers.ended.${outcome}`)}</p>}
      {search.offers.length > 0 && (
        <ol className="plain offer-course">
          {search.offers.map((offer) => (
            <Said key={offer.offerId} offer={offer} />
          ))}
        </ol>
      )}
      <p className="quiet">
        {t('offers.search.considered', { count: search.considered, weights: search.weights })}
        {search.reached !== null && ` ${t('offers.search.reached', { circle: t(`offers.circle.${search.reached}`) })}`}
      </p>
    </>
  );
}

const called = ({ name, firm }: Pick<SearchOffer, 'name' | 'firm'>, erased: string): string => `${name ?? erased} · ${firm ?? ''}`;

/** How long there is to answer. */
export function Left({ until }: { readonly until: string }) {
  const { t, language } = useWords();
  const left = Date.parse(until) - useNow();
  return (
    <span className={left <= 0 ? 'warn' : undefined}>
      {left <= 0 ? t('offers.over') : t('offers.left', { time: duration(left, language) })}
    </span>
  );
}

function Said({ offer }: { readonly offer: SearchOffer }) {
  const { t, language } = useWords();
  const now = useNow();
  const { status, reason, text, madeAt, answeredAt } = offer;
  const declined = status === 'declined' && reason !== undefined ? nameIn(DECLINE_REASONS, reason, language) : null;
  return (
    <li>
      <Mixed text={called(offer, t('common.erased'))} /> · {t(`offers.status.${status}`)}
      {declined !== null && `: ${declined}`}
      {status === 'withdrawn' && reason === 'assignment_refused' && ` · ${t('offers.search.refused')}`}
      {text !== null && (
        <>
          {' '}
          <Mixed text={text} />
        </>
      )}
      <span className="quiet"> {shortTime(answeredAt ?? madeAt, now)}</span>
      {offer.messages.map((message) => (
        <Told key={message.channel} message={message} />
      ))}
    </li>
  );
}

const NOT_SENT = ['not_agreed', 'no_address', 'answered', 'refused', 'unreachable'] as const;

/** What became of a message about an offer. */
function Told({ message: { channel, status, at, reason, attempts, nextTryAt } }: { readonly message: OfferMessage }) {
  const { t } = useWords();
  const now = useNow();
  const how = t(`offers.telling.channel.${channel}`);
  const when = (instant: string | null): string => (instant === null ? '' : shortTime(instant, now));
  const text = (): string => {
    if (status === 'sent') return t('offers.telling.sent', { how, at: when(at) });
    if (status === 'given_up') return t(`offers.telling.notSent.${NOT_SENT.find((known) => known === reason) ?? 'unreachable'}`, { how });
    if (attempts === 0) return t('offers.telling.waiting', { how, at: when(nextTryAt) });
    return t('offers.telling.again', { how, count: attempts, reason: reason ?? '', at: when(nextTryAt) });
  };
  const bad = attempts > 0 && status !== 'sent';
  return <span className={bad ? 'quiet warn offer-told' : 'quiet offer-told'}>{text()}</span>;
}

/** Takes the running offer back, after asking. */
function CallOff({ matter }: { readonly matter: Matter }) {
  const { t } = useWords();
  const [asks, setAsks] = useState(false);
  const { mutate, error, isPending } = useSearchCommand(matter, 'search/call-off');
  return (
    <>
      <Button onClick={() => setAsks(true)}>{t('offers.search.callOff')}</Button>
      <Modal
        open={asks}
        title={t('offers.search.callOff')}
        okText={t('offers.search.callOff')}
        cancelText={t('common.cancel')}
        okButtonProps={{ danger: true, loading: isPending }}
        onOk={() => mutate({}, { onSuccess: () => setAsks(false) })}
        onCancel={() => setAsks(false)}
      >
        {error !== null && <ProblemAlert error={error} focus />}
        <p>{t('offers.search.callOffText')}</p>
      </Modal>
    </>
  );
}
