import type { DefenceRequest } from '../api/types.ts';
import { useAgencyName } from '../api/directory.ts';
import { longTime } from '../format/time.ts';
import { useWords } from '../i18n/index.ts';
import { Facts } from './facts.tsx';

/** How a due time came about: what began it, where it ended, who owes what, and the article. */
export function HowCounted({ request }: { readonly request: DefenceRequest }) {
  const { t, language } = useWords();
  const nameOf = useAgencyName();
  const { clock, receivedAt, institution } = request;
  if (clock === null || receivedAt === null) return null;
  return (
    <Facts
      items={[
        [t('requests.clock.names.C02'), clock.id],
        [t('requests.clock.holder'), nameOf(institution)],
        [t('requests.clock.trigger'), longTime(receivedAt, language)],
        [t('requests.clock.dueAt'), longTime(clock.dueAt, language, true)],
        clock.stoppedAt === null ? null : [t('requests.clock.stopped'), longTime(clock.stoppedAt, language)],
        clock.basis === null ? null : [t('requests.clock.basis'), clock.basis],
      ]}
    />
  );
}
