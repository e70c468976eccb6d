import { config } from './config.js';

export const pool = () => config;
