import { ROLES } from '@xiezhi/contracts';
import { nameIn } from '../format/code-names.ts';
import type { Language } from '../i18n/languages.ts';

/** The name of a role; its code where the list does not know it. */
export const roleName = (role: string, language: Language): string => nameIn(ROLES, role, language);
