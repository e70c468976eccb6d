import { pool } from './pool.js';

export const config = () => pool;
