import { useAgencyName } from '../api/directory.ts';
import { useSession } from '../api/session.ts';
import type { DefenceRequest, RequestStatus } from '../api/types.ts';
import { useWords } from '../i18n/index.ts';

/** On which side the next step of a request lies, while there is one. */
const HOLDER = {
  detected: 'organ',
  received: 'institution',
  returned: 'organ',
  assigned: 'institution',
  confirmed: 'lawyer',
  engaged: 'lawyer',
  defending: 'organ',
  refused: 'organ',
  awaiting_own_lawyer: 'organ',
  closing: 'lawyer',
  filed: 'institution',
  terminated: 'institution',
} as const;
type Owed = keyof typeof HOLDER;
const isOwed = (status: RequestStatus): status is Owed => status in HOLDER;

/** Sentences about requests, with the names of their agencies. */
export function useRequestWords() {
  const { t } = useWords();
  const nameOf = useAgencyName();
  const { agency, role } = useSession();
  return {
    /** Who owes what, for a row: `本单位 指派律师`. */
    duty: ({ status, closedAt, organ, institution }: DefenceRequest): string => {
      if (!isOwed(status) || closedAt !== null) return t('requests.duty.none');
      const side = HOLDER[status];
      if (side === 'lawyer')
        return t(`requests.duty.${status}`, { who: t(role === 'lawyer' ? 'requests.duty.myself' : 'requests.duty.lawyer') });
      const holder = side === 'organ' ? organ : institution;
      return t(`requests.duty.${status}`, { who: holder === agency ? t('requests.duty.me') : nameOf(holder) });
    },
    /** Whether somebody owes something. */
    owed: ({ status, closedAt }: DefenceRequest): boolean => isOwed(status) && closedAt === null,
    /** Whose turn it is, for a page. */
    waiting: ({ status, closedAt, organ, institution }: DefenceRequest): string =>
      // `terminated` is both a state and a way to be closed.
      status === 'terminated' && closedAt !== null
        ? t('requests.closedTerminated')
        : t(`requests.waiting.${status}`, { organ: nameOf(organ), institution: nameOf(institution) }),
    status: ({ status }: DefenceRequest): string => t(`requests.status.${status}`),
    nameOf,
  };
}
