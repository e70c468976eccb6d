import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { BulkOutcome } from '../api/bulk.ts';
import { useWords } from '../i18n/index.ts';
import { Mixed } from './mixed.tsx';
import { sentenceOf } from './problem-alert.tsx';
import './bulk-result.css';

interface BulkResultProps<Item> {
  readonly outcome: BulkOutcome<Item>;
  /** What a matter is called where it was refused. */
  readonly nameOf: (item: Item) => string;
  /** Left out where what holds it is closed by itself. */
  readonly onClose?: () => void;
}

/** What was done, and what was not and why; it takes the focus. */
export function BulkResult<Item>({ outcome: { all, done, failed }, nameOf, onClose }: BulkResultProps<Item>) {
  const { t, language } = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [failed]);
  return (
    <div ref={box} className={failed.length === 0 ? 'bar bulk-outcome' : 'bar bar-warning bulk-outcome'} tabIndex={-1} role="alert">
      <p>
        {failed.length === 0
          ? t('worklist.bulk.allDone', { all })
          : t('worklist.bulk.someDone', { all, done: done.length, failed: failed.length })}
      </p>
      {failed.length > 0 && (
        <ul className="plain">
          {failed.map(({ item, problem }, place) => (
            <li key={place}>
              <Mixed text={nameOf(item)} />：{sentenceOf(problem, t, language)}
            </li>
          ))}
        </ul>
      )}
      {onClose !== undefined && (
        <Button size="small" onClick={onClose}>
          {t('common.close')}
        </Button>
      )}
    </div>
  );
}

/** How far a bulk action is. */
export function BulkProgress({ progress, all }: { readonly progress: number | null; readonly all: number }) {
  const { t } = useWords();
  if (progress === null) return null;
  return (
    <p role="status">
      <progress aria-label={t('worklist.bulk.progress')} value={progress} max={all} /> {progress} / {all}
    </p>
  );
}
