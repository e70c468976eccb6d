import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { isTyping } from '../../parts/keys.ts';

const KEPT_AS = 'xiezhi.last-row';
const rows = (): readonly HTMLAnchorElement[] => [...document.querySelectorAll<HTMLAnchorElement>('a[data-row]')];
const keep = ({ dataset }: HTMLElement): void => sessionStorage.setItem(KEPT_AS, dataset['row'] ?? '');

/** A checkbox of a row types nothing: the keys of the list work on it too. */
const isChoosing = ({ target }: KeyboardEvent): boolean => target instanceof HTMLInputElement && target.type === 'checkbox';

/** The link of the row that has the focus, anywhere in it. */
const currentOf = (links: readonly HTMLAnchorElement[]): number => {
  const row = document.activeElement?.closest('tr');
  return row === null || row === undefined ? -1 : links.findIndex((link) => row.contains(link));
};

/**
 * j/k and arrows move along the rows, x chooses, Enter opens, a assigns, ? explains. Coming back leads to the row one left from, once
 * `shown`.
 */
export function useListKeys(onHelp: () => void, shown: boolean): void {
  const navigate = useNavigate();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if ((isTyping(event) && !isChoosing(event)) || document.querySelector('[role="dialog"]') !== null) return;
      const links = rows();
      const at = currentOf(links);
      const current = links[at];
      const row = current?.closest('tr');
      if (event.key === '?') onHelp();
      else if (event.key === 'j' || event.key === 'ArrowDown') links[Math.min(at + 1, links.length - 1)]?.focus();
      else if (event.key === 'k' || event.key === 'ArrowUp') links[Math.max(at - 1, 0)]?.focus();
      else if (event.key === 'x' && row) row.querySelector<HTMLInputElement>('input[data-choose]')?.click();
      else if (event.key === 'a' && current !== undefined && row?.querySelector('[data-assign]')) {
        keep(current);
        void navigate(`/requests/${current.dataset['row']}/assign`);
      } else return;
      event.preventDefault();
    };
    const onClick = ({ target }: MouseEvent): void => {
      const clicked = target instanceof Element ? target.closest('tr')?.querySelector<HTMLAnchorElement>('a[data-row]') : undefined;
      if (clicked) keep(clicked);
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('click', onClick);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('click', onClick);
    };
  }, [navigate, onHelp]);
  useEffect(() => {
    const kept = sessionStorage.getItem(KEPT_AS);
    if (!shown || kept === null) return;
    sessionStorage.removeItem(KEPT_AS);
    rows()
      .find(({ dataset }) => dataset['row'] === kept)
      ?.focus();
  }, [shown]);
}
