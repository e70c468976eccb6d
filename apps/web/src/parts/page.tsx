import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { Neighbours } from './neighbours.tsx';
import { useWords } from '../i18n/index.ts';
import { Flash } from './flash.tsx';
import { Mixed } from './mixed.tsx';

interface PageProps {
  /** Names the thing and its number: the heading, and with `documentTitle` the document's title. */
  readonly title: string;
  /** Where the address or the heading may hold what a browser's history should not. */
  readonly documentTitle?: string;
  /** State, who waits for whom: beside and below the heading. */
  readonly aside?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page: its heading takes the focus when one comes here, so that a screen reader begins with it. */
export function Page({ title, documentTitle = title, aside, actions, children }: PageProps) {
  const { t } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    document.title = t('shell.titleOf', { page: documentTitle });
  }, [documentTitle, t]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [pathname]);
  return (
    <>
      <header className="page-head">
        <div className="page-title">
          <h1 ref={heading} tabIndex={-1}>
            <Mixed text={title} />
          </h1>
          {aside}
        </div>
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </header>
      <Neighbours />
      <Flash />
      {children}
    </>
  );
}

/** A part of a page with a heading of its own. */
export function Card({ title, extra, children }: { readonly title: string; readonly extra?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className="card">
      <div className="card-head">
        <h2>{title}</h2>
        {extra}
      </div>
      {children}
    </section>
  );
}
