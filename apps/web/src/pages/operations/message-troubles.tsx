import { Button } from 'antd';
import { useLocation } from 'react-router';
import { useMessageTroubles, useTryAgain, type MessageTrouble } from '../../api/operations.ts';
import { useWords } from '../../i18n/index.ts';
import { flash } from '../../parts/flash.tsx';
import { Card } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';

const CHANNELS = ['email', 'sms'] as const;

/** 邀约通知: whether e-mails and text messages to lawyers go out, and trying again what did not. */
export function MessageTroubles() {
  const { t } = useWords();
  const { data, error, refetch } = useMessageTroubles();
  if (data === null) return null;
  return (
    <Card title={t('operations.offerMessages.title')}>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data?.length === 0 && <p className="quiet">{t('operations.offerMessages.none')}</p>}
      {CHANNELS.map((channel) => {
        const rows = data?.filter((row) => row.channel === channel) ?? [];
        return rows.length > 0 && <OfChannel key={channel} channel={channel} rows={rows} />;
      })}
    </Card>
  );
}

function OfChannel({ channel, rows }: { readonly channel: MessageTrouble['channel']; readonly rows: readonly MessageTrouble[] }) {
  const { t } = useWords();
  const { pathname } = useLocation();
  const { mutate, error, isPending } = useTryAgain();
  const again = rows.filter(({ state }) => state !== 'waiting').reduce((sum, { open }) => sum + open, 0);
  return (
    <>
      <table className="list" aria-label={t(`operations.offerMessages.channels.${channel}`)}>
        <thead>
          <tr>
            <th scope="col">{t(`operations.offerMessages.channels.${channel}`)}</th>
            <th scope="col">{t('operations.offerMessages.answer')}</th>
            <th scope="col">{t('operations.offerMessages.count')}</th>
            <th scope="col">{t('operations.offerMessages.open')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ state, detail, count, open }) => (
            <tr key={`${state} ${detail}`}>
              <th scope="row" data-label={t(`operations.offerMessages.channels.${channel}`)}>
                {t(`operations.offerMessages.state.${state}`)}
              </th>
              <td data-label={t('operations.offerMessages.answer')}>{detail ?? '—'}</td>
              <td data-label={t('operations.offerMessages.count')}>{count}</td>
              <td data-label={t('operations.offerMessages.open')}>{open}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {error !== null && <ProblemAlert error={error} focus />}
      {again > 0 && (
        <Button
          loading={isPending}
          onClick={() =>
            mutate(channel, { onSuccess: ({ messages }) => flash(t('operations.offerMessages.done', { count: messages }), pathname) })
          }
        >
          {t('operations.offerMessages.again', { channel: t(`operations.offerMessages.channels.${channel}`) })}
        </Button>
      )}
    </>
  );
}
