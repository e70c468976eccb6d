import { Pool } from 'pg';

export const handle = Pool;
