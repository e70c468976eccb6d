import { Button } from 'antd';
import { useState } from 'react';
import { useParked, useParkedMessages, type OperatorCommand, type ParkedKey } from '../../api/operations.ts';
import type { ServiceName } from '../../api/oversight.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';

interface ParkedKeysProps {
  readonly service: ServiceName;
  readonly onAsk: (command: OperatorCommand) => void;
}

/** Keys whose messages could not be handled, the oldest first; other keys flow. */
export function ParkedKeys({ service, onAsk }: ParkedKeysProps) {
  const { t } = useWords();
  const { data, error, refetch } = useParked(service);
  if (error !== null) return <ProblemAlert error={error} onAgain={() => void refetch()} />;
  if (data === undefined || data === null) return null;
  return (
    <>
      <h3>{t('operations.parked')}</h3>
      {data.length === 0 ? (
        <p>
          <span className="tag tag-done">✓ {t('operations.noParked')}</span>
        </p>
      ) : (
        <ul className="rows">
          {data.map((parked) => (
            <Parked key={`${parked.topic} ${parked.key}`} service={service} parked={parked} onAsk={onAsk} />
          ))}
        </ul>
      )}
    </>
  );
}

function Parked({ service, parked, onAsk }: ParkedKeysProps & { readonly parked: ParkedKey }) {
  const { t, language } = useWords();
  const [open, setOpen] = useState(false);
  const { topic, key, state, reason, since } = parked;
  return (
    <li>
      <span className="row-text">
        <span className={state === 'parked' ? 'tag chip-breached' : 'tag tag-warning'}>{t(`operations.keyStates.${state}`)}</span> {key}
        <span className="quiet">
          {t('operations.topic')} {topic} · {t('operations.since')} {longTime(since, language)}
        </span>
        <span className="quiet">
          {t('operations.reason')}: {reason}
        </span>
        {open && <Messages service={service} parked={parked} onAsk={onAsk} />}
      </span>
      <span className="row-actions">
        <Button size="small" aria-expanded={open} aria-label={`${t('operations.messages')} ${key}`} onClick={() => setOpen(!open)}>
          {t('operations.messages')}
        </Button>
        <Button
          size="small"
          aria-label={`${t('operations.retry')} ${key}`}
          onClick={() => onAsk({ path: 'parked/retry', body: { topic, key } })}
        >
          {t('operations.retry')}
        </Button>
      </span>
    </li>
  );
}

function Messages({ service, parked, onAsk }: ParkedKeysProps & { readonly parked: ParkedKey }) {
  const { t, language } = useWords();
  const { data, error, refetch } = useParkedMessages(service, parked);
  if (error !== null) return <ProblemAlert error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading rows={2} />;
  return (
    <ol className="plain">
      {data.items.map(({ id, type, time, state, reason }) => (
        <li key={id}>
          {type} · {longTime(time, language)} · {t(`operations.messageStates.${state}`)}
          <span className="quiet">{reason ?? t('operations.follows')}</span>
          {state === 'waiting' && (
            <Button size="small" danger onClick={() => onAsk({ path: 'parked/skip', body: { id, reason: '' } })}>
              {t('operations.skip')}
            </Button>
          )}
        </li>
      ))}
    </ol>
  );
}
