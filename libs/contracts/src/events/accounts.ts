import { objectOf, part, type Contract } from './contract.js';

/** An account of the directory, and the agency whose people it is of; that never changes. Nothing of the person is told. */
export interface AccountOpenedV1 {
  /** As tokens name it. */
  readonly account: string;
  readonly agency: string;
}

export const accountOpened: Contract<AccountOpenedV1> = {
  type: 'directory.account-opened.v1',
  description: { zh: '账号已开立', en: 'An account was opened for one of an agency’s people.' },
  schema: objectOf({ account: part.id, agency: part.code }),
  example: { account: '0192f3c4-5a6b-8c7d-9e0f-1122334455aa', agency: 'institution-540100' },
};
