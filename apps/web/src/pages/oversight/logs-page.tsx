import { Button } from 'antd';
import { useAgencyName } from '../../api/directory.ts';
import { SERVICES, useLogHead, useLogWitnesses, type LogHead, type LogWitness, type ServiceName } from '../../api/oversight.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Loading } from '../../parts/loading.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { saveText } from './save-text.ts';
import './oversight.css';

/** 日志完好: of each service the newest signed head, which heads agencies hold, and how anybody can verify them. */
export function LogsPage() {
  const { t } = useWords();
  const heads = {
    directory: useLogHead('directory'),
    assignment: useLogHead('assignment'),
    referrals: useLogHead('referrals'),
    coordination: useLogHead('coordination'),
  };
  const { data: witnesses, error, refetch } = useLogWitnesses();
  const known = SERVICES.flatMap((service) => (heads[service].data == null ? [] : [heads[service].data]));
  return (
    <Page
      title={t('oversight.logs.title')}
      aside={<p className="lead">{t('oversight.logs.lead')}</p>}
      actions={
        <>
          <Button href="/.well-known/log-keys.json" download="log-keys.json">
            {t('oversight.logs.keys')}
          </Button>
          <Button type="primary" disabled={known.length === 0} onClick={() => saveText('log-heads.json', JSON.stringify(known, null, 1))}>
            {t('oversight.logs.heads')}
          </Button>
        </>
      }
    >
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {SERVICES.some((service) => heads[service].isPending) ? (
        <Loading rows={4} />
      ) : (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">{t('oversight.logs.service')}</th>
              <th scope="col" className="number">
                {t('oversight.logs.events')}
              </th>
              <th scope="col">{t('oversight.logs.signedAt')}</th>
              <th scope="col">{t('oversight.logs.told')}</th>
            </tr>
          </thead>
          <tbody>
            {SERVICES.map((service) => (
              <LogRow
                key={service}
                service={service}
                head={heads[service].data ?? null}
                witness={witnesses?.items.find(({ log }) => log === service) ?? null}
              />
            ))}
          </tbody>
        </table>
      )}
      <HowToVerify />
    </Page>
  );
}

interface LogRowProps {
  readonly service: ServiceName;
  readonly head: LogHead | null;
  readonly witness: LogWitness | null;
}

function LogRow({ service, head, witness }: LogRowProps) {
  const { t, language } = useWords();
  const agencyName = useAgencyName();
  return (
    <tr>
      <th scope="row" data-label={t('oversight.logs.service')}>
        {t(`oversight.services.${service}`)}
        {head !== null && (
          <span className="quiet">
            {t('oversight.logs.number')} {head.number}
          </span>
        )}
      </th>
      <td className="number" data-label={t('oversight.logs.events')}>
        {head === null ? t('oversight.logs.none') : head.events.toLocaleString('en-US')}
      </td>
      <td data-label={t('oversight.logs.signedAt')}>{head === null ? '—' : longTime(head.signedAt, language)}</td>
      <td data-label={t('oversight.logs.told')}>
        {witness === null ? (
          t('oversight.logs.toldNone')
        ) : (
          <>
            {t('oversight.logs.toldTo', { count: witness.agencies.length, at: longTime(witness.toldAt, language) })}
            <span className="quiet">{t('oversight.logs.count', { count: witness.events })}</span>
            <details>
              <summary>{t('oversight.logs.witnesses')}</summary>
              <p className="quiet">{witness.agencies.map(agencyName).join(language === 'zh' ? '、' : ', ')}</p>
            </details>
          </>
        )}
      </td>
    </tr>
  );
}

function HowToVerify() {
  const { t } = useWords();
  return (
    <Card title={t('oversight.logs.verify')}>
      <p>{t('oversight.logs.verifyText')}</p>
      <p>{t('oversight.logs.steps.export')}</p>
      <pre className="command">npm run verify:log -- --export logs</pre>
      <p>{t('oversight.logs.steps.offline')}</p>
      <pre className="command">npm run verify:log -- --offline logs --public-key log-keys.json --head log-heads.json</pre>
      <p>{t('oversight.logs.steps.database')}</p>
      <pre className="command">npm run verify:log -- --head log-heads.json</pre>
      <p className="quiet">{t('oversight.logs.findings')}</p>
    </Card>
  );
}
