import { reviewedPaperAddress, useReviewedPapers } from '../../api/papers.ts';
import { useWords } from '../../i18n/index.ts';
import { Card } from '../../parts/page.tsx';
import { PaperList } from '../../parts/paper-list.tsx';

/** The papers of the case that is reviewed: they name people, so each reading is recorded, and they close with the review. */
export function ReviewedPapersCard({ id }: { readonly id: string }) {
  const { t } = useWords();
  const papers = useReviewedPapers(id);
  return (
    <Card title={t('requests.papers.title')}>
      <p className="quiet">{t('quality.file.papersWhy')}</p>
      <PaperList papers={papers} addressOf={(paperId) => reviewedPaperAddress(id, paperId)} />
    </Card>
  );
}
