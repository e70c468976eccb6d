const MAX_LENGTH = 2_000;

/** A page of ours to go to after the sign-in; the home page in place of anything else, so that no link of ours leads to another site. */
export function ownPath(asked: unknown, publicUrl: string): string {
  if (typeof asked !== 'string' || asked.length > MAX_LENGTH || !/^\/(?![/\\])/.test(asked)) return '/';
  const { origin } = new URL(publicUrl);
  if (!URL.canParse(asked, origin)) return '/';
  const { origin: led, pathname, search, hash } = new URL(asked, origin);
  return led === origin && !pathname.startsWith('/auth/') && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/';
}
