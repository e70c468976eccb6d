import { clock } from '../../../libs/legal-policy/src/index';

export const shown = clock;
