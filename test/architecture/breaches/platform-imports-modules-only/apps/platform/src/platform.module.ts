import { application } from '../../intake/src/application/application.handler.js';
import { intake } from '../../intake/src/intake.module.js';

export const platform = [intake, application];
