import { Pool } from 'pg';

export const publisher = Pool;
