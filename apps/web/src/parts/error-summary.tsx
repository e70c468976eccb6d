import { useEffect, useRef } from 'react';
import { useWords } from '../i18n/index.ts';

export interface FormFault {
  /** The field, as the request names it. */
  readonly path: readonly string[];
  readonly text: string;
}

interface ErrorSummaryProps {
  readonly faults: readonly FormFault[];
  readonly onGo: (path: string[]) => void;
}

/** What must be corrected, above the form; it takes the focus, and each entry leads to its field. */
export function ErrorSummary({ faults, onGo }: ErrorSummaryProps) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (faults.length > 0) box.current?.focus();
  }, [faults]);
  if (faults.length === 0) return null;
  return (
    <div ref={box} className="error-summary" role="alert" tabIndex={-1}>
      <h2>{t('notice.errors')}</h2>
      <ul>
        {faults.map(({ path, text }) => (
          <li key={`${path.join('.')} ${text}`}>
            <button type="button" className="link" onClick={() => onGo([...path])}>
              {text}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
