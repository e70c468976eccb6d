import type { CodeEntry } from './procedure.js';

/** Why a person is erased, and the article that asks for it. */
export interface ErasureGroundEntry extends CodeEntry {
  readonly basis: string;
}

/** Grounds of erasure (个人信息保护法 第47条第1款). */
export const ERASURE_GROUNDS = [
  {
    code: 'purpose_fulfilled',
    nameZh: '处理目的已实现、无法实现或者为实现处理目的不再必要',
    nameEn: 'The purpose was reached, cannot be reached, or no longer needs the data',
    basis: '个人信息保护法 第47条第1款第1项',
  },
  {
    code: 'retention_expired',
    nameZh: '停止提供服务,或者保存期限已届满',
    nameEn: 'The service ended, or the time of keeping is over',
    basis: '个人信息保护法 第47条第1款第2项',
  },
  { code: 'consent_withdrawn', nameZh: '个人撤回同意', nameEn: 'Consent was withdrawn', basis: '个人信息保护法 第47条第1款第3项' },
  {
    code: 'unlawful_processing',
    nameZh: '违反法律、行政法规或者违反约定处理个人信息',
    nameEn: 'The data were processed against the law or against what was agreed',
    basis: '个人信息保护法 第47条第1款第4项',
  },
  {
    code: 'other_law',
    nameZh: '法律、行政法规规定的其他情形',
    nameEn: 'Another case that the law names',
    basis: '个人信息保护法 第47条第1款第5项',
  },
] as const satisfies readonly ErasureGroundEntry[];

export type ErasureGround = (typeof ERASURE_GROUNDS)[number]['code'];

/** Services that keep something of persons, and answer an erasure with `erasure.followed.v1`. */
export const SERVICES_HOLDING_PERSONS = ['assignment'] as const;
