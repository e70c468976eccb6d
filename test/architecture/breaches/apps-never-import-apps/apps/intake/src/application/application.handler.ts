import { budget } from '../../../funding/src/budget/budget.handler.js';

export const application = budget;
