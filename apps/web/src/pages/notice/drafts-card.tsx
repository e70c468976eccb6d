import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { deleteDraft, openDraft, useDrafts, type DraftOf, type SavedDraft } from '../../api/drafts.ts';
import { useWords } from '../../i18n/index.ts';
import { longTime } from '../../format/time.ts';
import { Mixed } from '../../parts/mixed.tsx';
import { Card } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';

interface DraftsCardProps<Content> {
  readonly of: DraftOf;
  readonly onResume: (draft: SavedDraft & { readonly content: Content }) => void;
}

/** What was begun and not sent: go on with one, or delete it. */
export function DraftsCard<Content extends object>({ of, onResume }: DraftsCardProps<Content>) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const { data } = useDrafts(of);
  const resume = useMutation({ mutationFn: (id: string) => openDraft<Content>(id), onSuccess: onResume });
  const discard = useMutation({ mutationFn: deleteDraft, onSuccess: () => client.invalidateQueries({ queryKey: ['drafts'] }) });
  const error = resume.error ?? discard.error;
  if (data === undefined || data.length === 0) return null;
  return (
    <Card title={t(`notice.draft.title.${of.form}`)}>
      {error !== null && <ProblemAlert error={error} focus />}
      <ul className="rows">
        {data.map(({ id, caseNumber, personName, savedAt }) => (
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
