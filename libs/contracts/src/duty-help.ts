import type { CodeEntry } from './procedure.js';

/** Where a duty lawyer (值班律师) sits: at a court, procuratorate or detention centre (Law Art 14), at the window or on the hotline. */
export const DUTY_PLACES = ['court', 'procuratorate', 'detention_centre', 'window', 'hotline'] as const;
export type DutyPlace = (typeof DUTY_PLACES)[number];

/** Places from which a suspect or defendant asks for the duty lawyer (法律援助工作站, Law Art 14). */
export const DUTY_HELP_PLACES = [
  { code: 'detention_centre', nameZh: '看守所', nameEn: 'Detention centre' },
  { code: 'procuratorate', nameZh: '人民检察院', nameEn: 'Procuratorate' },
  { code: 'court', nameZh: '人民法院', nameEn: 'Court' },
] as const satisfies readonly (CodeEntry & { readonly code: DutyPlace })[];

export type DutyHelpPlace = (typeof DUTY_HELP_PLACES)[number]['code'];

/** Help of a duty lawyer (法律帮助): the four kinds of Law Art 30, and the presence at a plea paper (CPL Art 174). */
export const DUTY_HELP_KINDS = [
  { code: 'consultation', nameZh: '提供法律咨询', nameEn: 'Legal consultation' },
  { code: 'procedure_choice', nameZh: '程序选择建议', nameEn: 'Advice on the choice of procedure' },
  { code: 'measure_change', nameZh: '申请变更强制措施', nameEn: 'Application to change the compulsory measure' },
  { code: 'case_opinion', nameZh: '对案件处理提出意见', nameEn: 'Opinion on the handling of the case' },
  { code: 'plea_presence', nameZh: '认罪认罚具结书签署在场', nameEn: 'Presence at the signing of a plea paper' },
] as const satisfies readonly CodeEntry[];

export type DutyHelpKind = (typeof DUTY_HELP_KINDS)[number]['code'];

/** How the lawyer and the person spoke. */
export const DUTY_HELP_MODES = [
  { code: 'meeting', nameZh: '会见', nameEn: 'Meeting' },
  { code: 'video', nameZh: '视频', nameEn: 'Video' },
  { code: 'phone', nameZh: '电话', nameEn: 'Telephone' },
] as const satisfies readonly CodeEntry[];

export type DutyHelpMode = (typeof DUTY_HELP_MODES)[number]['code'];

/** Why no help is needed any more (不再需要法律帮助). Coded: a sentence would be a person's. */
export const DUTY_HELP_CANCELLATIONS = [
  { code: 'person_declined', nameZh: '本人不再需要法律帮助', nameEn: 'The person no longer wants it' },
  { code: 'own_lawyer', nameZh: '已委托辩护人', nameEn: 'The person engaged a lawyer' },
  { code: 'lawyer_assigned', nameZh: '法律援助机构已指派律师', nameEn: 'A legal-aid lawyer was assigned' },
  { code: 'released', nameZh: '已释放或者撤销案件', nameEn: 'Released, or the case was dropped' },
  { code: 'entered_wrongly', nameZh: '登记有误', nameEn: 'Entered by mistake' },
] as const satisfies readonly CodeEntry[];

export type DutyHelpCancellation = (typeof DUTY_HELP_CANCELLATIONS)[number]['code'];
