import { Button } from 'antd';
import { useRequest } from '../../api/requests.ts';
import { useWords } from '../../i18n/index.ts';
import { ClockChip } from '../../parts/clock-chip.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { useRequestWords } from '../../parts/request-words.ts';

/** 回执: the number, the clock that now runs, and what happens next. */
export function Receipt({ id, onAnother }: { readonly id: string; readonly onAnother: () => void }) {
  const { t } = useWords();
  const { nameOf } = useRequestWords();
  const { data: request } = useRequest(id);
  return (
    <Page
      key="receipt"
      title={t('notice.receipt.title')}
      actions={
        <>
          <LinkButton to={`/requests/${id}`} type="primary">
            {t('notice.receipt.open')}
          </LinkButton>
          <Button onClick={onAnother}>{t('notice.receipt.another')}</Button>
          <Button onClick={() => window.print()}>{t('common.print')}</Button>
        </>
      }
    >
      {request === undefined ? (
        <Loading rows={3} />
      ) : (
        <Card title={t('notice.receipt.number', { number: request.facts?.caseNumber ?? '' })}>
          <p>
            <Mixed text={t('notice.receipt.text', { institution: nameOf(request.institution) })} />
          </p>
          <ClockChip request={request} full />
        </Card>
      )}
      <Card title={t('notice.receipt.next')}>
        <ol className="plain">
          <li>{t('notice.receipt.steps.assign')}</li>
          <li>{t('notice.receipt.steps.told')}</li>
          <li>{t('notice.receipt.steps.late')}</li>
        </ol>
      </Card>
    </Page>
  );
}
