import { Pool } from 'pg';

export const bus = Pool;
