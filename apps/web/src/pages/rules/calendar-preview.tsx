import { Button } from 'antd';
import { usePublishCalendar, type CalendarBody, type CalendarCheck } from '../../api/calendars.ts';
import { longDay, weekdayName } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { flash } from '../../parts/flash.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';

interface CalendarPreviewProps {
  readonly body: CalendarBody;
  readonly check: CalendarCheck;
  readonly onEdit: () => void;
  readonly onDone: () => void;
}

/** What publishing will change, day by day, before it is done: it cannot be taken back, only superseded. */
export function CalendarPreview({ body, check, onEdit, onDone }: CalendarPreviewProps) {
  const { t } = useWords();
  const { mutate, error, isPending } = usePublishCalendar();
  const counting = check.changes.filter(({ before, after }) => before.rest !== after.rest).length;
  const publish = (): void =>
    mutate(
      { ...body, supersedes: check.supersedes },
      {
        onSuccess: ({ edition }) => {
          flash(t('rules.publish.saved', { number: edition }), '/calendars');
          onDone();
        },
      },
    );
  return (
    <Page key="check" title={t('rules.publish.preview', { basis: body.basis })}>
      {error !== null && <ProblemAlert error={error} focus />}
      <Card title={t('rules.publish.changes', { count: check.changes.length })}>
        <p>{t('rules.publish.effect')}</p>
        <ul className="plain">
          {check.supersedes > 0 && <li>{t('rules.publish.supersedes', { number: check.supersedes })}</li>}
          {check.settles && <li>{t('rules.publish.settles', { year: body.year })}</li>}
          <li>{check.changes.length === 0 ? t('rules.publish.noChange') : t('rules.publish.counting', { count: counting })}</li>
        </ul>
      </Card>
      {check.changes.length > 0 && <Changes changes={check.changes} />}
      <div className="bar-actions">
        <Button type="primary" loading={isPending} onClick={publish}>
          {t('rules.publish.done', { year: body.year })}
        </Button>
        <Button onClick={onEdit}>{t('rules.publish.edit')}</Button>
      </div>
    </Page>
  );
}

function Changes({ changes }: Pick<CalendarCheck, 'changes'>) {
  const { t, language } = useWords();
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{t('rules.calendar.day')}</th>
          <th scope="col">{t('rules.publish.before')}</th>
          <th scope="col">{t('rules.publish.after')}</th>
          <th scope="col">{t('rules.calendar.counts')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ before, after }) => (
          <tr key={before.day}>
            <th scope="row" data-label={t('rules.calendar.day')}>
              {longDay(before.day, language)} {weekdayName(before.day, language)}
            </th>
            <td data-label={t('rules.publish.before')}>
              {t(`rules.calendar.kinds.${before.kind}`)} <Mixed text={before.name ?? ''} />
            </td>
            <td data-label={t('rules.publish.after')}>
              {t(`rules.calendar.kinds.${after.kind}`)} <Mixed text={after.name ?? ''} />
            </td>
            <td data-label={t('rules.calendar.counts')}>
              {before.rest !== after.rest && '▲ '}
              {t(after.rest ? 'rules.calendar.notCounted' : 'rules.calendar.counted')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
