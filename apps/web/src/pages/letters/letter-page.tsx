import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { Button } from 'antd';
import type { MatterKind } from '@xiezhi/contracts';
import {
  letterAddress,
  letterPage,
  matterOf,
  useLetter,
  useLetterCommand,
  useOpenLetter,
  type Letter,
  type OpenedLetter,
} from '../../api/letters.ts';
import { pageOf } from '../../api/matters.ts';
import { Problem } from '../../api/problem.ts';
import { useMay, useSession } from '../../api/session.ts';
import { NotFoundPage } from '../../app/not-found.tsx';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Facts } from '../../parts/facts.tsx';
import { flash } from '../../parts/flash.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { PurposeButton } from '../../parts/purpose-button.tsx';
import { LetterFields } from './letter-fields.tsx';
import { LetterText } from './letter-text.tsx';
import { ServeDialog, VoidDialog } from './letter-dialogs.tsx';
import '../requests/matter.css';
import './letters.css';

/** The letter of a defence request, and of a granted case. */
export const RequestLetterPage = () => <LetterPage kind="defence-request" />;
export const CaseLetterPage = () => <LetterPage kind="aid-case" />;

/** One official letter (文书): where it stands, what it says, and what its writer can do with it. */
function LetterPage({ kind }: { readonly kind: MatterKind }) {
  const { t } = useWords();
  const { id = '', letterId = '' } = useParams();
  const { data, error, refetch } = useLetter({ kind, id }, letterId);
  if (error instanceof Problem && (error.status === 404 || error.status === 400)) return <NotFoundPage />;
  if (data !== undefined) return <Opened letter={data} />;
  return (
    <Page title={t('letters.title')}>{error === null ? <Loading /> : <ProblemAlert error={error} onAgain={() => void refetch()} />}</Page>
  );
}

function Opened({ letter }: { readonly letter: Letter }) {
  const { t, language } = useWords();
  const { agency } = useSession();
  const may = useMay();
  const { id, number, status, titleZh, titleEn, issuer } = letter;
  const matter = matterOf(letter);
  const { mutate, data, error, isPending } = useOpenLetter(matter, id);
  const own = issuer === agency && may('assignment.letter.issue');
  const title = language === 'zh' ? titleZh : titleEn;
  const again = (): void => mutate('case_handling');
  return (
    <Page
      title={number === null ? title : `${title} ${number}`}
      aside={<p className="state">{t(`letters.state.${status}`)}</p>}
      {...(own && { actions: <Actions letter={letter} onDone={again} opened={data} /> })}
    >
      <Card title={t('letters.standing')}>
        <Facts
          items={[
            [
              t('letters.matter'),
              <Link key="matter" to={pageOf(matter)}>
                {letter.caseNumber}
              </Link>,
            ],
            [t('letters.draftedAt'), longTime(letter.draftedAt, language)],
            letter.issuedAt === null ? null : [t('letters.issuedAt'), longTime(letter.issuedAt, language)],
            letter.servedAt === null ? null : [t('letters.servedAt'), longTime(letter.servedAt, language)],
          ]}
        />
      </Card>
      {own && status === 'draft' && data !== undefined && <LetterFields letter={letter} opened={data} onDone={again} />}
      <Card title={t('letters.text')}>
        {error !== null && <ProblemAlert error={error} focus />}
        {data === undefined && (
          <>
            <p className="quiet">{t('letters.why')}</p>
            <PurposeButton label={t('letters.open')} usual="case_handling" loading={isPending} onOpen={mutate} />
          </>
        )}
        {data !== undefined && <LetterText composed={data.composed} />}
        <p className="letter-files no-print">
          <a href={letterAddress(matter, id, 'docx')} download>
            {t('letters.download')}
          </a>
          <a href={letterAddress(matter, id, 'print')} target="_blank" rel="noreferrer">
            {t('letters.print')}
          </a>
        </p>
      </Card>
    </Page>
  );
}

interface ActionsProps {
  readonly letter: Letter;
  readonly opened: OpenedLetter | undefined;
  readonly onDone: () => void;
}

function Actions({ letter, opened, onDone }: ActionsProps) {
  const { id, status, titleZh } = letter;
  const matter = matterOf(letter);
  const { t } = useWords();
  const [dialog, setDialog] = useState<'serve' | 'void' | null>(null);
  const { mutate, error, isPending } = useLetterCommand(matter, `/${id}/issue`);
  const page = letterPage(matter, id);
  const issue = (): void =>
    mutate(
      {},
      {
        onSuccess: () => {
          flash(t('letters.done.issue', { title: titleZh }), page);
          if (opened !== undefined) onDone();
        },
      },
    );
  return (
    <>
      {error !== null && <ProblemAlert error={error} focus />}
      {status === 'draft' && (
        <Button type="primary" loading={isPending} onClick={issue}>
          {t('letters.issue')}
        </Button>
      )}
      {status === 'issued' && (
        <Button type="primary" onClick={() => setDialog('serve')}>
          {t('letters.serve')}
        </Button>
      )}
      {status !== 'void' && status !== 'numbering' && (
        <Button danger onClick={() => setDialog('void')}>
          {t('letters.void')}
        </Button>
      )}
      {dialog === 'serve' && <ServeDialog matter={matter} id={id} onClose={() => setDialog(null)} />}
      {dialog === 'void' && <VoidDialog matter={matter} id={id} onClose={() => setDialog(null)} />}
    </>
  );
}
