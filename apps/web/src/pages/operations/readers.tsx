import { Button } from 'antd';
import { useReaders, type OperatorCommand, type Reader } from '../../api/operations.ts';
import type { ServiceName } from '../../api/oversight.ts';
import { duration } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';

const STATES = ['live', 'catching_up', 'waiting', 'retrying', 'halted', 'stopped'] as const;
/** A lag that a person should see. */
const LATE_MS = 60_000;

interface ReadersProps {
  readonly service: ServiceName;
  readonly onAsk: (command: OperatorCommand) => void;
}

const unwell = ({ state, behindMs }: Reader): boolean => state === 'halted' || behindMs > LATE_MS;

/** The readers of a service: those that need a person stand open, the others are one click away. */
export function Readers({ service, onAsk }: ReadersProps) {
  const { t } = useWords();
  const { data, error, refetch } = useReaders(service);
  if (error !== null) return <ProblemAlert error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading rows={3} />;
  if (data === null) return <p>{t('operations.elsewhere')}</p>;
  const sick = data.filter(unwell);
  return (
    <>
      <h3>{t('operations.readers')}</h3>
      <p>
        {sick.length === 0 ? (
          <span className="tag tag-done">✓ {t('operations.allWell', { count: data.length })}</span>
        ) : (
          <span className="tag chip-breached">■ {t('operations.unwell', { count: sick.length })}</span>
        )}
      </p>
      {sick.length > 0 && <ReaderTable readers={sick} onAsk={onAsk} />}
      <details>
        <summary>{t('operations.showAll')}</summary>
        <ReaderTable readers={data} onAsk={onAsk} />
      </details>
    </>
  );
}

function ReaderTable({ readers, onAsk }: { readonly readers: readonly Reader[]; readonly onAsk: ReadersProps['onAsk'] }) {
  const { t, language } = useWords();
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{t('operations.reader')}</th>
          <th scope="col">{t('operations.state')}</th>
          <th scope="col">{t('operations.position')}</th>
          <th scope="col">{t('operations.behind')}</th>
        </tr>
      </thead>
      <tbody>
        {readers.map(({ name, state, position, behindMs, failure }) => {
          const known = STATES.find((one) => one === state);
          return (
            <tr key={name}>
              <th scope="row" data-label={t('operations.reader')}>
                {name}
              </th>
              <td data-label={t('operations.state')}>
                <span className={state === 'halted' ? 'bad' : ''}>{known === undefined ? state : t(`operations.states.${known}`)}</span>
                {failure !== undefined && (
                  <span className="quiet">
                    {t('operations.failure')}: {failure.error}
                  </span>
                )}
                {state === 'halted' && (
                  <span className="row-actions">
                    <Button size="small" onClick={() => onAsk({ path: 'readers/resume', body: { reader: name, decision: 'retry' } })}>
                      {t('operations.resume')}
                    </Button>
                    <Button size="small" danger onClick={() => onAsk({ path: 'readers/resume', body: { reader: name, decision: 'skip' } })}>
                      {t('operations.leaveOut')}
                    </Button>
                  </span>
                )}
              </td>
              <td data-label={t('operations.position')}>{position ?? '—'}</td>
              <td data-label={t('operations.behind')}>
                {behindMs < 1_000 ? t('operations.noLag') : duration(Math.max(behindMs, 60_000), language)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
