import { Alert, Button } from 'antd';
import type { TFunction } from 'i18next';
import { useEffect, useRef } from 'react';
import { Problem } from '../api/problem.ts';
import { useWords } from '../i18n/index.ts';
import type { Language } from '../i18n/languages.ts';
import { inLanguage } from '../format/detail.ts';

/** The sentence for a person: what the platform said in the reader's language, or ours where it only has a code. */
export function sentenceOf(problem: Problem, t: TFunction, language: Language): string {
  const { status, code, detail } = problem;
  if (status === 0) return t('common.problem.network');
  if (status === 503 || status === 502 || status === 504) return t('common.problem.unavailable');
  if (status === 500) return t('common.problem.internal');
  if (status === 429) return t('common.problem.limited');
  if (status === 412 || code === 'revision.conflict') return t('common.problem.changed');
  if (code === 'permission.denied') return t('common.problem.permission');
  if (code === 'request.invalid') return t('common.problem.fields', { count: problem.errors.length });
  return detail === '' ? t('common.problem.unknown', { status }) : inLanguage(detail, language);
}

const asProblem = (error: unknown): Problem => (error instanceof Problem ? error : new Problem({ status: 0, code: 'network', detail: '' }));

interface ProblemAlertProps {
  readonly error: unknown;
  /** Tries again, or reads again. */
  readonly onAgain?: () => void;
  /** Takes the focus: for what somebody has just asked for. */
  readonly focus?: boolean;
}

/** What went wrong: the sentence, the article, the faults of fields, the reference, and the way on. */
export function ProblemAlert({ error, onAgain, focus = false }: ProblemAlertProps) {
  const { t, language } = useWords();
  const problem = asProblem(error);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focus) box.current?.focus();
  }, [focus, error]);
  const again = problem.status === 412 ? t('common.reload') : t('common.again');
  const faults = problem.errors.filter(({ detail }) => !problem.detail.includes(detail.split('(')[0] ?? detail));
  return (
    <div ref={box} tabIndex={-1} className="problem">
      <Alert
        type={problem.passing || problem.status === 412 ? 'warning' : 'error'}
        showIcon
        title={sentenceOf(problem, t, language)}
        description={
          <>
            {faults.length > 0 && (
              <ul>
                {faults.map((fault) => (
                  <li key={`${fault.path} ${fault.code}`}>{faultText(fault.code, fault.detail, t, language)}</li>
                ))}
              </ul>
            )}
            {problem.basis !== null && <p>{t('common.basis', { basis: problem.basis })}</p>}
            {problem.status >= 500 && problem.requestId !== null && <p>{t('common.reference', { id: problem.requestId })}</p>}
            {onAgain !== undefined && <Button onClick={onAgain}>{again}</Button>}
          </>
        }
      />
    </div>
  );
}

const FAULTS = [
  'required',
  'too_long',
  'too_short',
  'blank',
  'control_character',
  'broken',
  'not_an_instant',
  'not_a_date',
  'not_a_code',
] as const;

/** Which character a text may not hold, and where it stands. */
const PLACED = /(U\+[0-9A-F]{4,6}) \(character (\d+)\)/;

/** What is wrong with a field: the rule's own sentence, or ours for a fault of form. */
export function faultText(code: string, detail: string, t: TFunction, language: Language): string {
  const [kind = '', name = ''] = code.split('.');
  if (!['text', 'field', 'instant', 'date', 'division'].includes(kind)) return inLanguage(detail, language);
  const known = FAULTS.find((fault) => fault === name);
  if (known === 'control_character') {
    const [, character, place] = PLACED.exec(detail) ?? [];
    if (place !== undefined) return t('common.fault.character_at', { character, place });
  }
  return t(known === undefined ? 'common.fault.other' : (`common.fault.${known}` as const));
}
