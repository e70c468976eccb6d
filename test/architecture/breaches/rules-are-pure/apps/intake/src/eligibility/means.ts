import { Logger } from '@nestjs/common';

export const means = Logger;
