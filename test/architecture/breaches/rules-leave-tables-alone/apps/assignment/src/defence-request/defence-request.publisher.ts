import { rosters } from '../rosters/rosters.js';

export const publisher = rosters;
