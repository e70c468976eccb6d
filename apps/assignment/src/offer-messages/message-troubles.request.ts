import { IsIn } from 'class-validator';
import type { Channel } from '../offer-message/offer-message.js';

const CHANNELS: readonly Channel[] = ['email', 'sms'];

export class TryAgainRequest {
  @IsIn(CHANNELS)
  channel!: Channel;
}
