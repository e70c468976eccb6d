import type { Principal } from '@xiezhi/service';
import type { Scope } from './accounts.js';

/** Who manages accounts and keys: the platform's administrator all, an agency's its own. Neither sees a matter by it. */
export const MANAGERS = ['administrator', 'agency_administrator'];

export const scopeOf = ({ role, agency, account }: Principal): Scope => ({ agency: role === 'administrator' ? null : agency, account });
