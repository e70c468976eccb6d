import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { deleteDraft, openDraft, useDrafts, type SavedDraft } from '../../api/drafts.ts';
import { useWords } from '../../i18n/index.ts';
import { longTime } from '../../format/time.ts';
import { Mixed } from '../../parts/mixed.tsx';
import { Card } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import type { NoticeValues } from './notice-values.ts';

interface DraftsCardProps {
  readonly onResume: (draft: SavedDraft & { readonly content: NoticeValues }) => void;
}

/** Notices that were begun and not sent: go on with one, or delete it. */
export function DraftsCard({ onResume }: DraftsCardProps) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const { data } = useDrafts();
  const resume = useMutation({ mutationFn: (id: string) => openDraft<NoticeValues>(id), onSuccess: onResume });
  const discard = useMutation({ mutationFn: deleteDraft, onSuccess: () => client.invalidateQueries({ queryKey: ['drafts'] }) });
  const error = resume.error ?? discard.error;
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Card title={t('notice.draft.title')}>
      {error !== null && <ProblemAlert error={error} focus />}
      <ul className="rows">
        {data.items.map(({ id, caseNumber, personName, savedAt }) => (
          <li key={id}>
            <span className="row-text">
              <Mixed text={`${caseNumber ?? t('notice.draft.unnumbered')} ${personName ?? ''}`} />
              <span className="quiet">{t('notice.draft.saved', { at: longTime(savedAt, language) })}</span>
            </span>
            <Button onClick={() => resume.mutate(id)}>{t('notice.draft.resume')}</Button>
            <Button danger onClick={() => discard.mutate(id)}>
              {t('notice.draft.discard')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
