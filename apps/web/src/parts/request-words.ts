import { useAgencyName } from '../api/directory.ts';
import { useSession } from '../api/session.ts';
import type { DefenceRequest } from '../api/types.ts';
import { useWords } from '../i18n/index.ts';

/** Who owes the next step of a request; `null` when nobody does. */
export function dutyHolder({ status, organ, institution }: Pick<DefenceRequest, 'status' | 'organ' | 'institution'>): string | null {
  if (status === 'returned') return organ;
  return status === 'received' || status === 'assigned' ? institution : null;
}

/** Sentences about requests, with the names of their agencies. */
export function useRequestWords() {
  const { t } = useWords();
  const nameOf = useAgencyName();
  const { agency } = useSession();
  return {
    /** Who owes what, for a row: `本单位 指派律师`. */
    duty: (request: DefenceRequest): string => {
      const holder = dutyHolder(request);
      if (holder === null) return t('requests.duty.none');
      const who = holder === agency ? t('requests.duty.me') : nameOf(holder);
      return t(`requests.duty.${request.status as 'received' | 'returned' | 'assigned'}`, { who });
    },
    /** Whose turn it is, for a page. */
    waiting: ({ status, organ, institution }: DefenceRequest): string =>
      t(`requests.waiting.${status}`, { organ: nameOf(organ), institution: nameOf(institution) }),
    status: ({ status }: DefenceRequest): string => t(`requests.status.${status}`),
    nameOf,
  };
}
