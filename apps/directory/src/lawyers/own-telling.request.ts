import { Text } from '@xiezhi/service';
import { ArrayMaxSize, IsArray, IsEmail, IsIn, IsOptional, Matches } from 'class-validator';
import { TELLING_CHANNELS, TELLING_LANGUAGES, type TellingChannel, type TellingLanguage } from './lawyer-rows.js';

/** A number as it is dialled, with or without its country: `13900000000`, `+8613900000000`. */
const MOBILE = /^\+?\d{6,15}$/;

export class TellingRequest {
  /** Ways the lawyer agrees to be told of offers, beside the browser; none: by the browser alone. */
  @IsArray()
  @ArrayMaxSize(TELLING_CHANNELS.length)
  @IsIn(TELLING_CHANNELS, { each: true })
  channels!: TellingChannel[];

  @IsIn(TELLING_LANGUAGES)
  language!: TellingLanguage;

  @IsOptional()
  @Text({ max: 254 })
  @IsEmail()
  email?: string;

  @IsOptional()
  @Text({ max: 16 })
  @Matches(MOBILE)
  mobile?: string;
}
