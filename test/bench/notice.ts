import { randomInt } from 'node:crypto';

/** Behind the numbers of an earlier run in a kept region. */
let lastNumber = randomInt(1_000_000, 900_000_000);

/**
 * A sound notice (通知辩护公函) for Lhasa, as a court's clerk writes one. Each is of a case of its own: notices of one person of one case are
 * compared, and linked as likely duplicates.
 */
export const sampleNotice = (): Readonly<Record<string, unknown>> & { readonly division: string } => ({
  division: '540100',
  caseNumber: `（2026）藏01刑初${(lastNumber += 1)}号`,
  offence: '故意伤害罪',
  ground: 'life_or_death',
  stage: 'first_instance',
  procedure: 'ordinary',
  custody: 'detained',
  hearingAt: new Date(Date.now() + 40 * 86_400_000).toISOString(),
  language: 'bo',
  interpreterNeeded: true,
  lifeOrDeath: true,
  person: { name: 'བཀྲ་ཤིས། 扎西某某', birthDate: '1990-05-01', idNumber: '540102199005010011', custodyPlace: '某某看守所' },
  contact: { name: '承办人某某', phone: '0891-7654321' },
  reason: '没有委托辩护人',
  papers: [{ kind: 'indictment', title: '起诉书副本' }],
});
