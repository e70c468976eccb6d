import { query } from './eligibility.queries.js';

export const eligibility = query;
