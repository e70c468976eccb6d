import {
  ACCESS_PURPOSES,
  CUSTODY_KINDS,
  DEPARTMENTS,
  DIVISIONS,
  ERASURE_GROUNDS,
  PROCEDURE_STAGES,
  REGION_CODE,
  SPOKEN_LANGUAGES,
} from './index.js';

const unique = (values: readonly string[]): boolean => new Set(values).size === values.length;

describe('the divisions of the region', () => {
  it('are one region, seven prefectures and seventy-four counties', () => {
    const count = (level: string): number => DIVISIONS.filter((division) => division.level === level).length;
    expect([count('region'), count('prefecture'), count('county')]).toEqual([1, 7, 74]);
  });

  it('are eight districts, two county-level cities and sixty-four counties below the prefectures', () => {
    const ending = (suffix: string): number =>
      DIVISIONS.filter(({ level, nameZh }) => level === 'county' && nameZh.endsWith(suffix)).length;
    expect([ending('区'), ending('市'), ending('县')]).toEqual([8, 2, 64]);
  });

  it('have each a code and names of their own', () => {
    expect(unique(DIVISIONS.map(({ code }) => code))).toBe(true);
    expect(unique(DIVISIONS.map(({ nameZh }) => nameZh))).toBe(true);
    expect(unique(DIVISIONS.map(({ nameEn }) => nameEn))).toBe(true);
    expect(DIVISIONS.filter(({ code }) => !/^54\d{4}$/.test(code))).toEqual([]);
  });

  it('hang together: every parent exists one level up, and shares the prefix', () => {
    const byCode = new Map(DIVISIONS.map((division) => [division.code, division]));
    const roots = DIVISIONS.filter(({ parent }) => parent === null);
    expect(roots.map(({ code }) => code)).toEqual([REGION_CODE]);
    const astray = DIVISIONS.filter(({ level, parent, code }) => {
      if (parent === null) return false;
      const above = byCode.get(parent);
      return above?.level !== (level === 'county' ? 'prefecture' : 'region') || !code.startsWith(parent.replace(/(00)+$/, ''));
    });
    expect(astray).toEqual([]);
  });

  it('have the counties where they belong', () => {
    const shuanghu = DIVISIONS.find(({ nameZh }) => nameZh === '双湖县');
    expect(shuanghu).toMatchObject({ code: '540630', parent: '540600', nameEn: 'Shuanghu County' });
    const counties = (parent: string): number => DIVISIONS.filter((division) => division.parent === parent).length;
    expect(['540100', '540200', '540300', '540400', '540500', '540600', '542500'].map(counties)).toEqual([8, 18, 11, 7, 12, 11, 7]);
  });
});

describe('the parties of the coordination mechanism', () => {
  it('are eighteen members and two coordinating judicial organs, twenty together', () => {
    const inRole = (role: string): number => DEPARTMENTS.filter((department) => department.role === role).length;
    expect([inRole('MEMBER'), inRole('COORDINATING_JUDICIAL_ORGAN'), DEPARTMENTS.length]).toEqual([18, 2, 20]);
  });

  it('are led by justice alone', () => {
    expect(DEPARTMENTS.filter(({ lead }) => lead).map(({ code }) => code)).toEqual(['justice']);
  });

  it('have each a code and a name of their own', () => {
    expect(unique(DEPARTMENTS.map(({ code }) => code))).toBe(true);
    expect(unique(DEPARTMENTS.map(({ noticeName }) => noticeName))).toBe(true);
  });
});

describe('the lists of criminal procedure', () => {
  it.each([
    ['stages', PROCEDURE_STAGES, 7],
    ['custody kinds', CUSTODY_KINDS, 8],
    ['languages', SPOKEN_LANGUAGES, 4],
    ['access purposes', ACCESS_PURPOSES, 8],
    ['grounds of erasure', ERASURE_GROUNDS, 5],
  ])('hold every one of the %s once', (_name, list, count) => {
    expect(list).toHaveLength(count);
    expect(unique(list.map(({ code }) => code))).toBe(true);
    expect(unique(list.map(({ nameZh }) => nameZh))).toBe(true);
  });
});
