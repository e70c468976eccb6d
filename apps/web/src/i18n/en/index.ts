import type { Catalogue } from '../zh/index.ts';
import { accounts } from './accounts.ts';
import { aidCase } from './aid-case.ts';
import { board } from './board.ts';
import { common } from './common.ts';
import { dutyHelp } from './duty-help.ts';
import { groups } from './groups.ts';
import { early } from './early.ts';
import { letters } from './letters.ts';
import { course } from './course.ts';
import { matter } from './matter.ts';
import { notice } from './notice.ts';
import { obligations } from './obligations.ts';
import { offers } from './offers.ts';
import { operations } from './operations.ts';
import { oversight } from './oversight.ts';
import { overview } from './overview.ts';
import { places } from './places.ts';
import { quality } from './quality.ts';
import { registers } from './registers.ts';
import { related } from './related.ts';
import { requests } from './requests.ts';
import { retention } from './retention.ts';
import { rules } from './rules.ts';
import { sensitive } from './sensitive.ts';
import { shell } from './shell.ts';
import { worklist } from './worklist.ts';

/** The English catalogue: says the same as the Chinese one, not less. */
export const en: Catalogue = {
  shell,
  accounts,
  common,
  board,
  aidCase,
  dutyHelp,
  groups,
  related,
  requests,
  early,
  letters,
  course,
  matter,
  notice,
  registers,
  quality,
  overview,
  retention,
  sensitive,
  worklist,
  ...places,
  rules,
  obligations,
  offers,
  oversight,
  operations,
};
