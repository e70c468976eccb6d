import { randomUUID } from 'node:crypto';
import type { Api } from '../../apps/platform/src/demo/api.js';

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
  const lawyer = await made('lawyers', {
    name: '格桑某某',
    phone: '13900000004',
    licenceNumber: '15401201010123456',
    firmId: firm,
    gender: 'female',
    practiceYears: 9,
    criminalDefenceYears: 4,
    minorsTrained: true,
    specialities: ['criminal_defence', 'minors', 'labour'],
    languages: ['zh', 'bo'],
    divisions: ['540100', '540600'],
  });
  await administrator.post(`/api/directory/lawyers/${lawyer}/status`, { status: 'suspended', reason: 'on_leave', since: '2026-11-01' });
  return { lawyer, firm, station, worker };
}
