import { Button } from 'antd';
import { useId, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { letterPage, matterOf, useLetterCommand, useLetterForms, useLetters, type Letter } from '../../api/letters.ts';
import type { Matter } from '../../api/matters.ts';
import { useMay } from '../../api/session.ts';
import { longTime } from '../../format/time.ts';
import { useWords } from '../../i18n/index.ts';
import { Loading } from '../../parts/loading.tsx';
import { NativeSelect } from '../../parts/native-select.tsx';
import { Card } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';

/** The official letters of a matter (本案文书): what is drafted, issued, served; and the form for another. */
export function LettersCard({ matter }: { readonly matter: Matter }) {
  const { t } = useWords();
  const may = useMay();
  const { data, error, refetch } = useLetters(matter);
  if (!may('assignment.letter.list')) return null;
  return (
    <Card title={t('letters.title')}>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data?.items.length === 0 && <p>{t('letters.none')}</p>}
      {data !== undefined && data.items.length > 0 && (
        <ul className="plain">
          {data.items.map((letter) => (
            <Row key={letter.id} letter={letter} />
          ))}
        </ul>
      )}
      {may('assignment.letter.draft') && <NewLetter matter={matter} />}
    </Card>
  );
}

function Row({ letter }: { readonly letter: Letter }) {
  const { t, language } = useWords();
  const { id, titleZh, titleEn, number, status, servedAt, issuedAt, draftedAt } = letter;
  return (
    <li>
      <Link to={letterPage(matterOf(letter), id)}>
        {language === 'zh' ? titleZh : titleEn}
        {number !== null && ` · ${number}`}
      </Link>
      <span className="quiet">
        {t(`letters.state.${status}`)} · {longTime(servedAt ?? issuedAt ?? draftedAt, language)}
      </span>
    </li>
  );
}

function NewLetter({ matter }: { readonly matter: Matter }) {
  const { t, language } = useWords();
  const formId = useId();
  const navigate = useNavigate();
  const [form, setForm] = useState('');
  const { data } = useLetterForms(matter, true);
  const { mutate, error, isPending } = useLetterCommand(matter, '');
  const options = (data?.items ?? []).map(({ form: number, titleZh, titleEn }) => ({
    value: String(number),
    label: t('letters.formOf', { number, title: language === 'zh' ? titleZh : titleEn }),
  }));
  if (data?.items.length === 0) return null;
  return (
    <form
      className="adding no-print"
      onSubmit={(event) => {
        event.preventDefault();
        if (form === '') return;
        mutate({ form: Number(form) }, { onSuccess: (letter) => void navigate(letterPage(matter, letter.id)) });
      }}
    >
      {error !== null && <ProblemAlert error={error} focus />}
      <label htmlFor={formId}>{t('letters.form')}</label>
      <NativeSelect id={formId} options={options} value={form} onChange={setForm} />
      <Button htmlType="submit" loading={isPending} disabled={form === ''}>
        {t('letters.draft')}
      </Button>
    </form>
  );
}
