import { now } from '../../../apps/intake/src/now.js';

export const clock = now;
