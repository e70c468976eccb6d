import { randomUUID } from 'node:crypto';
import type { Api } from '../../apps/platform/src/demo/api.js';

/** The region's present day. */
export const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** A row in each register of the directory, by what it is: some with all that can be said, some with Tibetan in them. */
export async function directoryRows(administrator: Api): Promise<Readonly<Record<'lawyer' | 'firm' | 'station' | 'worker', string>>> {
  const made = async (list: string, body: unknown): Promise<string> => {
    const answer = await administrator.post<{ id: string }>(`/api/directory/${list}`, body);
    if (answer.status !== 201) throw new Error(`${list}: ${JSON.stringify(answer.body)}`);
    return answer.body.id;
  };
  const firm = await made('law-firms', { name: '雪域高原律师事务所', division: '540100', licence: `31540000${randomUUID().slice(0, 8)}` });
  const station = await made('stations', {
    institution: 'institution-540102',
    division: '540102',
    township: '蔡公堂街道',
    name: 'ཚལ་གུང་ཐང་། 蔡公堂法律援助工作站',
    host: '蔡公堂司法所',
    address: '蔡公堂街道1号',
    activeFrom: '2026-01-01',
  });
  const worker = await made('aid-workers', {
    kind: 'liaison',
    name: 'བཀྲ་ཤིས། 扎西某某',
    phone: '13900000003',
    division: '540102',
    township: '蔡公堂街道',
    village: '白定村',
    stationId: station,
    languages: ['bo', 'zh'],
    activeFrom: '2026-01-01',
    activeTo: '2027-01-01',
  });
  const facts = {
    firmId: firm,
    gender: 'female',
    practiceYears: 9,
    criminalDefenceYears: 4,
    minorsTrained: true,
    specialities: ['criminal_defence', 'minors', 'labour'],
    languages: ['zh', 'bo'],
    divisions: ['540100', '540600'],
  };
  const lawyer = await made('lawyers', { ...facts, name: '格桑某某', phone: '13900000004', licenceNumber: '15401201010123456' });
  await administrator.post(`/api/directory/lawyers/${lawyer}/status`, { status: 'suspended', reason: 'on_leave', since: '2026-11-01' });
  await administrator.post('/api/directory/institutions/institution-540102', {
    address: '江苏路1号',
    hotline: '0891-12348',
    openingHours: '周一至周五 9:30–18:00',
    accessible: true,
    languages: ['zh', 'bo'],
  });
  const onDuty = await made('lawyers', { ...facts, name: '央金某某', phone: '13900000005' });
  const shift = { institution: 'institution-540000', place: '某某看守所', day: today(), lawyerId: onDuty };
  await made('duty-rota', { ...shift, placeKind: 'detention_centre', starts: '00:00', ends: '23:59' });
  const cancelled = await made('duty-rota', { ...shift, placeKind: 'window', day: '2026-11-23', starts: '09:30', ends: '12:30' });
  await administrator.post(`/api/directory/duty-rota/${cancelled}/cancel`, { reason: 'lawyer_unavailable' });
  return { lawyer, firm, station, worker };
}
