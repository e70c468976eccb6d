import { DEPARTMENTS, REGION_CODE } from '@xiezhi/contracts';
import type { Agency } from '../agencies/agencies.js';

/**
 * The parties of the coordination mechanism (协调机制成员单位) at region level, named as today and as in the founding notice: the 18 member
 * departments and the 2 judicial organs (藏政办发〔2010〕56号, part 5).
 */
export function referenceAgencies(): readonly Agency[] {
  return DEPARTMENTS.map(({ code, noticeName, presentName, nameEn, role }) => ({
    code: `${code.replaceAll('_', '-')}-${REGION_CODE}`,
    kind: role === 'MEMBER' ? 'member_department' : code.includes('court') ? 'court' : 'procuratorate',
    division: REGION_CODE,
    name: presentName ?? noticeName,
    nameEn,
    noticeName: presentName === undefined ? null : noticeName,
    active: true,
  }));
}
