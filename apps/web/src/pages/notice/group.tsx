import type { ReactNode } from 'react';
import { useWords } from '../../i18n/index.ts';

interface GroupProps {
  readonly name: 'who' | 'case' | 'ground' | 'hearing';
  readonly children: ReactNode;
}

/** One of the four groups of the notice. */
export function Group({ name, children }: GroupProps) {
  const { t } = useWords();
  return (
    <fieldset className="card group">
      <legend>
        <h2>{t(`notice.groups.${name}`)}</h2>
      </legend>
      {children}
    </fieldset>
  );
}
