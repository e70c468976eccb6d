import { CUSTODY_KINDS, PROCEDURE_STAGES, SPOKEN_LANGUAGES } from '@xiezhi/contracts';
import { useReviewedFile } from '../../api/quality.ts';
import { nameIn } from '../../format/code-names.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Card } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';

/** The course of the case that is reviewed, and nothing of whose it is. */
export function ReviewedFileCard({ id }: { readonly id: string }) {
  const { t, language } = useWords();
  const { data, error, refetch } = useReviewedFile(id);
  const coded = (codes: Parameters<typeof nameIn>[0], code: string | null) => (code === null ? '—' : nameIn(codes, code, language));
  return (
    <Card title={t('quality.file.title')}>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined && error === null && <Loading rows={5} />}
      {data !== undefined && (
        <>
          <Facts
            items={[
              [t('quality.file.offence'), data.offence ?? '—'],
              [t('quality.file.stage'), coded(PROCEDURE_STAGES, data.stage)],
              [t('quality.file.custody'), coded(CUSTODY_KINDS, data.custody)],
              [t('quality.field.language'), coded(SPOKEN_LANGUAGES, data.language)],
              [t('quality.file.minor'), t(data.minor ? 'common.yes' : 'common.no')],
              [t('quality.file.lifeOrDeath'), t(data.lifeOrDeath ? 'common.yes' : 'common.no')],
            ]}
          />
          <ol className="rows">
            {data.course.map(({ event, at }, place) => (
              // Steps are only ever added behind: their place is their identity.
              <li key={place}>
                <span className="row-time">{longTime(at, language)}</span>
                <span className="row-text">
                  {t(`requests.event.${event}`, {
                    who: t('quality.file.who'),
                    organ: t('quality.file.organ'),
                    institution: t('quality.file.institution'),
                  })}
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </Card>
  );
}
