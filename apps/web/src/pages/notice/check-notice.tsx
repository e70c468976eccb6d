import { CUSTODY_KINDS, DIVISIONS, PROCEDURE_STAGES, SPOKEN_LANGUAGES } from '@xiezhi/contracts';
import { Button } from 'antd';
import type { NoticeBody } from '../../api/types.ts';
import { nameIn } from '../../format/code-names.ts';
import { longDay, longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { Card } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';

interface CheckNoticeProps {
  /** The very body that is sent. */
  readonly body: NoticeBody;
  readonly sendLabel: string;
  readonly sending: boolean;
  readonly error: unknown;
  readonly onEdit: () => void;
  readonly onSend: () => void;
}

/** The notice before it is served: read from what will be sent, not from the form. */
export function CheckNotice({ body, sendLabel, sending, error, onEdit, onSend }: CheckNoticeProps) {
  const { t } = useWords();
  return (
    <>
      {error !== null && <ProblemAlert error={error} focus />}
      <p>{t('notice.checkText')}</p>
      <Card title={t('notice.groups.who')}>
        <Who body={body} />
      </Card>
      <Card title={t('notice.groups.case')}>
        <Case body={body} />
      </Card>
      <Card title={t('notice.groups.ground')}>
        <Ground body={body} />
      </Card>
      <Card title={t('notice.groups.hearing')}>
        <Hearing body={body} />
      </Card>
      <div className="form-foot">
        <Button type="primary" loading={sending} onClick={onSend}>
          {sendLabel}
        </Button>
        <Button onClick={onEdit}>{t('notice.edit')}</Button>
      </div>
    </>
  );
}

interface PartProps {
  readonly body: NoticeBody;
}

function Who({ body: { person, language: spoken, interpreterNeeded, custody } }: PartProps) {
  const { t, language } = useWords();
  const none = t('common.notGiven');
  return (
    <Facts
      items={[
        [t('notice.field.name'), person.name],
        [t('notice.field.idNumber'), person.idNumber ?? none],
        [t('notice.field.birthDate'), person.birthDate === undefined ? none : longDay(person.birthDate, language)],
        [t('notice.field.gender'), person.gender === undefined ? none : t(`notice.gender.${person.gender}`)],
        [t('notice.field.residence'), person.residence ?? none],
        [t('notice.field.language'), nameIn(SPOKEN_LANGUAGES, spoken, language)],
        [t('notice.field.interpreterNeeded'), t(interpreterNeeded ? 'common.yes' : 'common.no')],
        [t('notice.field.custody'), nameIn(CUSTODY_KINDS, custody, language)],
        [t('notice.field.custodyPlace'), person.custodyPlace ?? none],
      ]}
    />
  );
}

function Case({ body: { caseNumber, offence, division, papers } }: PartProps) {
  const { t, language } = useWords();
  return (
    <Facts
      items={[
        [t('notice.field.caseNumber'), caseNumber],
        [t('notice.field.offence'), offence],
        division === undefined ? null : [t('requests.detail.division'), nameIn(DIVISIONS, division, language)],
        [
          t('notice.field.papers'),
          papers.length === 0 ? (
            t('common.notGiven')
          ) : (
            <ul key="papers" className="plain">
              {papers.map(({ kind, title }, index) => (
                <li key={`${index} ${title}`}>
                  {t(`notice.paper.${kind}`)} · <Mixed text={title} />
                </li>
              ))}
            </ul>
          ),
        ],
      ]}
    />
  );
}

function Ground({ body: { stage, procedure, ground, otherProvision, lifeOrDeath, reason } }: PartProps) {
  const { t, language } = useWords();
  return (
    <Facts
      items={[
        [t('notice.field.stage'), nameIn(PROCEDURE_STAGES, stage, language)],
        procedure === undefined ? null : [t('notice.field.procedure'), t(`notice.procedure.${procedure}`)],
        [t('notice.field.ground'), t(`notice.ground.${ground}`)],
        otherProvision === undefined ? null : [t('notice.field.otherProvision'), otherProvision],
        [t('notice.field.lifeOrDeath'), t(lifeOrDeath === true || ground === 'life_or_death' ? 'common.yes' : 'common.no')],
        [t('notice.field.reason'), reason ?? t('common.notGiven')],
      ]}
    />
  );
}

function Hearing({ body: { hearingAt, hearingPlace, discoveredAt, contact } }: PartProps) {
  const { t, language } = useWords();
  const none = t('common.notGiven');
  return (
    <Facts
      items={[
        [t('notice.field.hearing'), hearingAt === undefined ? none : longTime(hearingAt, language)],
        [t('notice.field.hearingPlace'), hearingPlace ?? none],
        [t('notice.field.discovered'), discoveredAt === undefined ? t('notice.hint.discovered') : longTime(discoveredAt, language)],
        [t('notice.field.contactName'), contact.name],
        [t('notice.field.phone'), contact.phone],
      ]}
    />
  );
}
