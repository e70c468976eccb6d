import { objection } from '../objection/objection.js';

export const application = objection;
