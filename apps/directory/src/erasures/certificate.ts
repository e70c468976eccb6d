import { ERASURE_GROUNDS, SERVICES_HOLDING_PERSONS, type ErasureGround } from '@xiezhi/contracts';
import type { ErasureStepRow, Told } from './erasure-steps.projection.js';

/** Instants at which what may still hold the person is gone for good. */
export interface Lapses {
  readonly writeAheadLog: string;
  readonly inboundTopics: string;
  readonly backups: string;
}

/** An order to erase, and how far it is carried out. */
export interface Erasure {
  readonly personId: string;
  readonly ground: ErasureGround;
  readonly decision: string;
  readonly orderedAt: string;
  readonly orderedBy: { readonly account: string; readonly agency: string };
  readonly keyDestroyedAt: string | null;
  readonly lapses: Lapses | null;
}

/** What was erased, who was told, and when the rest lapses (个人信息删除证明). Nothing in it says who the person was. */
export interface Certificate extends Erasure {
  readonly basis: string;
  /** Matters that no longer show the person, and which of their parties were told when. */
  readonly matters: readonly { readonly requestId: string; readonly erasedAt: string; readonly told: readonly Told[] }[];
  /** Services that took away what they kept. */
  readonly services: readonly { readonly service: string; readonly followedAt: string }[];
  /** True when the key is destroyed, every service has followed and every party was told. */
  readonly complete: boolean;
}

const SHANGHAI = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'long', timeStyle: 'medium', hour12: false });

/** The certificate as far as the steps go. */
export function certificateOf(erasure: Erasure, steps: readonly ErasureStepRow[]): Certificate {
  const byTime = steps.toSorted((one, other) => `${one.done_at}|${one.id}`.localeCompare(`${other.done_at}|${other.id}`));
  const matters = byTime.filter(({ kind }) => kind === 'matter');
  const services = byTime.filter(({ kind }) => kind === 'service');
  const followed = SERVICES_HOLDING_PERSONS.every((name) => services.some(({ subject }) => subject === name));
  const heardOf = matters.length >= services.reduce((sum, { matters: those }) => sum + those, 0);
  const told = matters.every(({ parties, told: those }) => parties.every((party) => those.some(({ agency }) => agency === party)));
  return {
    ...erasure,
    basis: ERASURE_GROUNDS.find(({ code }) => code === erasure.ground)!.basis,
    matters: matters.map(({ subject, done_at, told: those }) => ({ requestId: subject, erasedAt: done_at!, told: those })),
    services: services.map(({ subject, done_at }) => ({ service: subject, followedAt: done_at! })),
    complete: erasure.keyDestroyedAt !== null && followed && heardOf && told,
  };
}

/** The certificate for people to read and to file. */
export function certificateText(certificate: Certificate): string {
  const { personId, ground, basis, decision, orderedAt, orderedBy, keyDestroyedAt, lapses, matters, services, complete } = certificate;
  const reason = ERASURE_GROUNDS.find(({ code }) => code === ground)!;
  const at = (instant: string | null): string => (instant === null ? '尚未 not yet' : SHANGHAI.format(new Date(instant)));
  return [
    '个人信息删除证明',
    'Certificate of erasure',
    '',
    `决定文号 Decision            ${decision}`,
    `删除事由 Ground              ${reason.nameZh}`,
    `                             ${reason.nameEn}`,
    `法律依据 Basis               ${basis}`,
    `个人编号 Person id           ${personId}`,
    `决定登记 Ordered             ${at(orderedAt)}  ${orderedBy.agency} / ${orderedBy.account}`,
    `密钥销毁 Key destroyed       ${at(keyDestroyedAt)}`,
    '',
    '一、已删除的内容 What was erased',
    '该人的密钥已销毁。事件日志、消息、读模型、附件及其副本中以该密钥加密的姓名、出生日期、证件号码、联系方式、羁押场所、文书内容等不可恢复地无法读取;',
    '读模型中的密文已清除。案件的编号、日期、时限和统计数字不变,其中没有个人信息。',
    'The key is destroyed. What was sealed under it, in the log, in messages and read models and in every copy, cannot be read again; read models',
    'no longer hold the ciphertext. Numbers, dates, clocks and counts of matters stay, and hold nothing of the person.',
    ...services.map(({ service, followedAt }) => `  ${service}  ${at(followedAt)}`),
    '',
    `二、涉及的案件与已告知的单位 Matters, and who was told (${matters.length})`,
    ...matters.flatMap(({ requestId, erasedAt, told }) => [
      `  ${requestId}  ${at(erasedAt)}`,
      ...told.map(({ agency, at: toldAt }) => `    ${agency}  ${at(toldAt)}`),
    ]),
    '',
    '三、其余副本的失效时间 When the rest lapses',
    `  数据库预写日志 Write-ahead log           ${at(lapses?.writeAheadLog ?? null)}`,
    `  单位发来消息的主题 Inbound topics         ${at(lapses?.inboundTopics ?? null)}`,
    `  备份(含密钥备份) Backups, the keys' too  ${at(lapses?.backups ?? null)}`,
    '',
    complete
      ? '以上事项均已完成。All of this is done.'
      : '尚有事项未完成,本件不是最终证明。Not all of this is done: this is no final certificate.',
    '',
  ].join('\n');
}
