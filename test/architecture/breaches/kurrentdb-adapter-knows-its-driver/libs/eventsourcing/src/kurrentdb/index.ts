import { Pool } from 'pg';

export const store = Pool;
