import { DIVISIONS } from '@xiezhi/contracts';
import { Text } from '@xiezhi/service';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, IsUUID, ValidateNested } from 'class-validator';
import { ActivePeriod } from '../active-period.request.js';
import { SearchQuery } from '../page.request.js';
import { AID_WORKER_KINDS, type AidWorker, type AidWorkerKind } from './aid-workers.js';

const DIVISION_CODES = DIVISIONS.map(({ code }) => code);

/** What is known of a person of the network but who it is. */
export class AidWorkerRequest extends ActivePeriod {
  @IsIn(AID_WORKER_KINDS)
  kind!: AidWorkerKind;

  @IsIn(DIVISION_CODES)
  division!: string;

  @IsOptional()
  @Text({ max: 100 })
  township?: string;

  @IsOptional()
  @Text({ max: 100 })
  village?: string;

  @IsOptional()
  @IsUUID()
  stationId?: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @Text({ max: 20 }, { each: true })
  languages!: string[];
}

export class AidWorkerDetailsRequest {
  @Text({ max: 100 })
  name!: string;

  @Text({ max: 40 })
  phone!: string;
}

export class RegisterAidWorkerRequest extends AidWorkerRequest {
  @Text({ max: 100 })
  name!: string;

  @Text({ max: 40 })
  phone!: string;
}

export class ChangeAidWorkerRequest extends AidWorkerRequest {
  /** Left out, the person stays as it is. */
  @IsOptional()
  @ValidateNested()
  @Type(() => AidWorkerDetailsRequest)
  details?: AidWorkerDetailsRequest;
}

export class AidWorkersQuery extends SearchQuery {
  @IsOptional()
  @IsUUID()
  stationId?: string;

  @IsOptional()
  @IsIn(AID_WORKER_KINDS)
  kind?: AidWorkerKind;
}

export const givenWorker = (body: AidWorkerRequest): AidWorker => ({
  kind: body.kind,
  division: body.division,
  township: body.township ?? null,
  village: body.village ?? null,
  stationId: body.stationId ?? null,
  languages: body.languages,
  activeFrom: body.activeFrom,
  activeTo: body.activeTo ?? null,
});
