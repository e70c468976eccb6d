import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { isTyping } from '../../parts/keys.ts';

const KEPT_AS = 'xiezhi.last-row';
const rows = (): readonly HTMLAnchorElement[] => [...document.querySelectorAll<HTMLAnchorElement>('a[data-row]')];

/** j/k and arrows move along the rows, Enter opens, a assigns, ? explains. Coming back leads to the row one left from. */
export function useListKeys(onHelp: () => void): void {
  const navigate = useNavigate();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (isTyping(event) || document.querySelector('[role="dialog"]') !== null) return;
      const links = rows();
      const at = links.findIndex((link) => link === document.activeElement);
      const current = links[at];
      if (event.key === '?') onHelp();
      else if (event.key === 'j' || event.key === 'ArrowDown') links[Math.min(at + 1, links.length - 1)]?.focus();
      else if (event.key === 'k' || event.key === 'ArrowUp') links[Math.max(at - 1, 0)]?.focus();
      else if (event.key === 'a' && current !== undefined && hasAssign(current))
        void navigate(`/requests/${current.dataset['row']}/assign`);
      else return;
      event.preventDefault();
    };
    const onClick = ({ target }: MouseEvent): void => {
      const row = target instanceof Element ? target.closest<HTMLAnchorElement>('a[data-row]')?.dataset['row'] : undefined;
      if (row !== undefined) sessionStorage.setItem(KEPT_AS, row);
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
    sessionStorage.removeItem(KEPT_AS);
    if (kept !== null)
      rows()
        .find(({ dataset }) => dataset['row'] === kept)
        ?.focus();
  }, []);
}

const hasAssign = (link: HTMLAnchorElement): boolean => link.closest('tr')?.querySelector('[data-assign]') !== null;
