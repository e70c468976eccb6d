import type { SensitiveKind } from '../../api/sensitive.ts';

/** Where the page of a matter is, by its kind. */
export const PAGE_OF: Readonly<Record<SensitiveKind, string>> = {
  'defence-request': '/requests',
  'duty-help': '/duty-help',
  'aid-case': '/aid-cases',
};
