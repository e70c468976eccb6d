import { Pool } from 'pg';

export const calendarData = Pool;
