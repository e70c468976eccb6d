import { ROLES } from '@xiezhi/contracts';
import { Type } from 'class-transformer';
import { IsDefined, IsIn, IsOptional, Matches, ValidateNested } from 'class-validator';

const BASE64URL = /^[\w-]{1,1400}$/;

/** A system does an officer's work; what manages people or the platform is done by people, and a lawyer is one person. */
const NO_SYSTEMS: readonly string[] = ['administrator', 'agency_administrator', 'operator', 'lawyer'];
const SYSTEM_ROLES = ROLES.map(({ code }) => code).filter((code) => !NO_SYSTEMS.includes(code));

const REASONS = ['rotated', 'lost', 'security', 'ended'];

/** A public key (RFC 7517); private members are refused as unknown. */
export class PublicJwkRequest {
  @IsIn(['OKP', 'EC', 'RSA'])
  kty!: 'OKP' | 'EC' | 'RSA';

  @IsOptional()
  @IsIn(['Ed25519', 'P-256'])
  crv?: 'Ed25519' | 'P-256';

  @IsOptional()
  @Matches(BASE64URL)
  x?: string;

  @IsOptional()
  @Matches(BASE64URL)
  y?: string;

  @IsOptional()
  @Matches(BASE64URL)
  n?: string;

  @IsOptional()
  @Matches(BASE64URL)
  e?: string;
}

export class RegisterKeyRequest {
  /** The role that the agency's system acts in. */
  @IsIn(SYSTEM_ROLES)
  role!: string;

  @IsDefined()
  @ValidateNested()
  @Type(() => PublicJwkRequest)
  jwk!: PublicJwkRequest;
}

export class RevokeKeyRequest {
  @IsIn(REASONS)
  reason!: string;
}
