import { DIVISIONS } from '@xiezhi/contracts';
import { Text } from '@xiezhi/service';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { ActivePeriod } from '../active-period.request.js';
import { SearchQuery } from '../page.request.js';
import type { Station } from './stations.js';

const DIVISION_CODES = DIVISIONS.map(({ code }) => code);

export class StationRequest extends ActivePeriod {
  /** Agency code of the institution it belongs to. */
  @Text({ max: 100 })
  institution!: string;

  @IsIn(DIVISION_CODES)
  division!: string;

  @Text({ max: 100 })
  township!: string;

  @Text({ max: 200 })
  name!: string;

  /** Who houses it, mostly the township's judicial office (乡镇司法所). */
  @IsOptional()
  @Text({ max: 200 })
  host?: string;

  @Text({ max: 300 })
  address!: string;
}

/** A station as a file's row has it: one with a number changes the station that has it. */
export class StationRowRequest extends StationRequest {
  @IsOptional()
  @IsUUID()
  id?: string;
}

export class StationsQuery extends SearchQuery {
  /** Of this institution, by its agency code. */
  @IsOptional()
  @Text({ max: 100 })
  institution?: string;
}

export const givenStation = ({ host, activeTo, ...given }: StationRequest): Station => ({
  institution: given.institution,
  division: given.division,
  township: given.township,
  name: given.name,
  host: host ?? null,
  address: given.address,
  activeFrom: given.activeFrom,
  activeTo: activeTo ?? null,
});
