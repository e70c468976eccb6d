/** The nonce of this page's Content-Security-Policy; empty where the page came without one. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

/**
 * Puts the nonce on every style element that a library makes: some make theirs without asking for one, and the policy would keep them out
 * (the page behind a dialog could be scrolled then).
 */
export function nonceOnStyles(): void {
  if (nonce === '') return;
  const create = document.createElement.bind(document) as (name: string, options?: ElementCreationOptions) => HTMLElement;
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  }) as typeof document.createElement;
}
