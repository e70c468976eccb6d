/** Code lists of criminal procedure. */

export interface CodeEntry<Code extends string = string> {
  readonly code: Code;
  readonly nameZh: string;
  readonly nameEn: string;
}

/** Procedure stage (诉讼阶段). Each stage is a case of its own for the file and the subsidy. */
export const PROCEDURE_STAGES = [
  { code: 'investigation', nameZh: '侦查', nameEn: 'Investigation' },
  { code: 'prosecution_review', nameZh: '审查起诉', nameEn: 'Review for prosecution' },
  { code: 'first_instance', nameZh: '一审', nameEn: 'First instance' },
  { code: 'second_instance', nameZh: '二审', nameEn: 'Second instance' },
  { code: 'retrial', nameZh: '再审', nameEn: 'Retrial' },
  { code: 'death_penalty_review', nameZh: '死刑复核', nameEn: 'Death penalty review' },
  { code: 'compulsory_treatment', nameZh: '强制医疗', nameEn: 'Compulsory medical treatment' },
] as const satisfies readonly CodeEntry[];

export type ProcedureStage = (typeof PROCEDURE_STAGES)[number]['code'];

/** Compulsory measure (强制措施) or custody the person is under. */
export const CUSTODY_KINDS = [
  { code: 'none', nameZh: '未采取强制措施', nameEn: 'None' },
  { code: 'summoned', nameZh: '拘传', nameEn: 'Compelled to appear' },
  { code: 'bail', nameZh: '取保候审', nameEn: 'Bail pending trial' },
  { code: 'residential_surveillance', nameZh: '监视居住', nameEn: 'Residential surveillance' },
  { code: 'detained', nameZh: '刑事拘留', nameEn: 'Criminal detention' },
  { code: 'arrested', nameZh: '逮捕', nameEn: 'Arrest' },
  { code: 'imprisoned', nameZh: '服刑', nameEn: 'Serving a sentence' },
  { code: 'compulsory_rehabilitation', nameZh: '强制隔离戒毒', nameEn: 'Compulsory drug rehabilitation' },
] as const satisfies readonly CodeEntry[];

export type CustodyKind = (typeof CUSTODY_KINDS)[number]['code'];

/** Language a person wishes to be addressed in (本民族语言文字诉讼的权利, 刑事诉讼法 第9条). */
export const SPOKEN_LANGUAGES = [
  { code: 'zh', nameZh: '汉语', nameEn: 'Chinese' },
  { code: 'bo', nameZh: '藏语', nameEn: 'Tibetan' },
  { code: 'en', nameZh: '英语', nameEn: 'English' },
  { code: 'other', nameZh: '其他', nameEn: 'Other' },
] as const satisfies readonly CodeEntry[];

export type SpokenLanguage = (typeof SPOKEN_LANGUAGES)[number]['code'];
