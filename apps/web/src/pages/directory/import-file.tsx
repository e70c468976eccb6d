import { Alert, Button } from 'antd';
import { useId, useRef, useState } from 'react';
import { formatOf, useCheckImport, useCommitImport, type Checked, type ImportList, type Imported } from '../../api/imports.ts';
import { inLanguage } from '../../format/detail.ts';
import { useWords } from '../../i18n/index.ts';
import { Mixed } from '../../parts/mixed.tsx';
import { faultText, ProblemAlert } from '../../parts/problem-alert.tsx';
import { RegisterTable } from './register-page.tsx';

/** In Base64 it fits the platform's largest request as it comes. */
const MAX_BYTES = 700 * 1_024;

/** One file on its way into a list: chosen, looked through, and imported once nothing is wrong with it. */
export function ImportFile({ list }: { readonly list: ImportList }) {
  const { t } = useWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const check = useCheckImport(list);
  const commit = useCommitImport(list);
  const wrong = file === null ? null : formatOf(file.name) === null ? 'wrongKind' : file.size > MAX_BYTES ? 'tooLarge' : null;
  const choose = (chosen: File | null): void => {
    setFile(chosen);
    check.reset();
    commit.reset();
  };
  const checked = check.data?.checked;
  const restart = (): void => {
    choose(null);
    if (input.current !== null) input.current.value = '';
    input.current?.focus();
  };
  if (commit.data !== undefined) return <Done imported={commit.data} onAgain={restart} />;
  return (
    <>
      <div>
        <label htmlFor={id}>{t('registers.imports.file')}</label>
        <input
          ref={input}
          id={id}
          className="file-drop"
          type="file"
          accept=".xlsx,.csv"
          aria-describedby={`${id}h`}
          aria-invalid={wrong !== null}
          onChange={({ target }) => choose(target.files?.[0] ?? null)}
        />
        <p id={`${id}h`} className="quiet">
          {t('registers.imports.fileHint')}
        </p>
      </div>
      <div role="status">{wrong !== null && <p className="bad">{t(`registers.imports.${wrong}`)}</p>}</div>
      {check.error !== null && <ProblemAlert error={check.error} focus />}
      {commit.error !== null && <ProblemAlert error={commit.error} focus />}
      <div aria-live="polite">{checked !== undefined && <Found checked={checked} />}</div>
      {checked === undefined && file !== null && wrong === null && (
        <div>
          <Button type="primary" loading={check.isPending} onClick={() => check.mutate(file)}>
            {t('registers.imports.check')}
          </Button>
        </div>
      )}
      {check.data !== undefined && check.data.checked.errorCount === 0 && check.data.checked.rows > 0 && (
        <div>
          <p>{t('registers.imports.commitText')}</p>
          <Button
            type="primary"
            loading={commit.isPending}
            onClick={() => commit.mutate({ sheet: check.data.sheet, digest: check.data.checked.digest })}
          >
            {t('registers.imports.commit', { count: check.data.checked.rows })}
          </Button>
        </div>
      )}
    </>
  );
}

/** What looking through the file found: how many rows, and each fault with its cell and what to do. */
function Found({ checked: { rows, sound, errors, errorCount } }: { readonly checked: Checked }) {
  const { t, language } = useWords();
  if (rows === 0) return <Alert type="warning" showIcon title={t('registers.imports.nothing')} />;
  return (
    <>
      <Alert
        className="flash"
        type={errorCount === 0 ? 'success' : 'error'}
        showIcon
        title={t('registers.imports.checked', { rows, sound, errors: errorCount })}
        {...(errorCount > 0 && { description: t('registers.imports.fix') })}
      />
      {errors.length > 0 && (
        <RegisterTable
          caption={t('registers.imports.fault')}
          rows={errors}
          keyOf={({ row, column, code }) => `${row} ${column} ${code}`}
          columns={[
            { title: t('registers.imports.where'), cell: ({ cell, row }) => cell ?? t('registers.imports.row', { row }) },
            { title: t('registers.imports.column'), cell: ({ column }) => column },
            {
              title: t('registers.imports.fault'),
              cell: ({ code, detail }) => <Mixed text={inLanguage(faultText(code, detail, t, language), language)} />,
            },
          ]}
        />
      )}
      {errorCount > errors.length && <p className="quiet">{t('registers.imports.moreFaults', { count: errorCount - errors.length })}</p>}
    </>
  );
}

function Done({ imported, onAgain }: { readonly imported: Imported; readonly onAgain: () => void }) {
  const { t } = useWords();
  return (
    <div role="status">
      <Alert className="flash" type="success" showIcon title={t('registers.imports.done', { ...imported })} />
      <Button onClick={onAgain}>{t('registers.imports.again')}</Button>
    </div>
  );
}
