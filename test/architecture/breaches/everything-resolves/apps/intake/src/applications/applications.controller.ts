import { gone } from './gone.js';

export const applications = gone;
