import { config } from '../../../../libs/service/src/config.js';

export const application = config;
