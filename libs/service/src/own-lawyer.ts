import type { Principal } from './principal.js';
import { HttpProblem } from './problem.js';

/** The row of the roster that a lawyer's account stands for. @throws HttpProblem 403 `account.no_lawyer` where it stands for none */
export function ownLawyer({ lawyerId }: Pick<Principal, 'lawyerId'>): string {
  if (lawyerId !== undefined) return lawyerId;
  throw new HttpProblem({
    status: 403,
    code: 'account.no_lawyer',
    detail: '您的账号未关联名册中的律师,请联系本所管理员。Your account stands for no lawyer of the roster; ask your firm’s administrator.',
  });
}
