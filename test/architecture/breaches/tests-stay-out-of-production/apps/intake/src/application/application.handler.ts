import { example } from './testing.js';

export const handler = example;
