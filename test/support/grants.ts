import { demonstrationLawyerId } from '../../apps/directory/src/demonstration-data/demonstration-data.js';
import type { CasePage } from '../../apps/assignment/src/aid-case-list/aid-case-list.queries.js';
import type { Answer, Api, ProblemBody } from '../../apps/platform/src/demo/api.js';
import { aidGrant, type TestPlatform } from './platform.js';

const CASES = '/api/assignment/aid-cases';
/** What a closing file holds at least. */
const ITEMS = ['assignment_notice', 'engagement', 'case_papers', 'meeting_minutes', 'opinion', 'work_record', 'closing_report'];

interface Sent {
  readonly id: string;
}

/** A granted case that the demonstration's first lawyer has. */
export async function assignedGrant({ api }: TestPlatform, changes: Record<string, unknown> = {}): Promise<string> {
  const { body, status } = await api.institutionOfficer.post<Sent>(CASES, aidGrant(changes));
  if (status !== 201) throw new Error(`the grant was answered ${status}`);
  const assigned = await api.institutionOfficer.post(`${CASES}/${body.id}/assign`, { lawyerId: demonstrationLawyerId(0) });
  if (assigned.status !== 200) throw new Error(`the assignment was answered ${assigned.status}`);
  return body.id;
}

/** A granted case that the demonstration's first lawyer carried through, and whose file was accepted. */
export async function closedGrant(platform: TestPlatform, changes: Record<string, unknown> = {}): Promise<string> {
  const { lawyer, institutionOfficer: officer } = platform.api;
  const id = await assignedGrant(platform, changes);
  for (const [by, command, body] of [
    [lawyer, 'engagement', { signedAt: new Date().toISOString() }],
    [lawyer, 'conclude', { concludedAt: new Date().toISOString(), outcome: 'judgment' }],
    [lawyer, 'file', { items: ITEMS }],
    [officer, 'accept-file', {}],
  ] as const) {
    const { status } = await by.post(`${CASES}/${id}/${command}`, body);
    if (status !== 200) throw new Error(`${command} was answered ${status}`);
  }
  return id;
}

export type Done = Answer<{ readonly id: string; readonly position: string; readonly revision: number } & ProblemBody>;
export type Step = readonly [by: Api, command: string, body?: object];

/** Granted cases as the accounts of a test platform record them, act on them and see them. */
export class Grants {
  constructor(private readonly api: TestPlatform['api']) {}

  record(changes: Record<string, unknown> = {}, key?: string): Promise<Done> {
    return this.api.institutionOfficer.post(CASES, aidGrant(changes), key);
  }

  does(by: Api, id: string, command: string, body: object = {}): Promise<Done> {
    return by.post(`${CASES}/${id}/${command}`, body);
  }

  /** The case once what was done stands in it. */
  async shown({ body: { id, position } }: Done, by: Api = this.api.institutionOfficer): Promise<CasePage> {
    return (await by.get<CasePage>(`${CASES}/${id}?after=${position}`)).body;
  }

  /** Each step in turn, every one accepted. @returns the last one's answer */
  async all(id: string, ...steps: readonly Step[]): Promise<Done> {
    let last: Done | null = null;
    for (const [by, command, body] of steps) {
      last = await this.does(by, id, command, body);
      expect([command, last.status, last.body.code]).toEqual([command, 200, undefined]);
    }
    return last!;
  }

  assignTo(index: number): Step {
    return [this.api.institutionOfficer, 'assign', { lawyerId: demonstrationLawyerId(index) }];
  }

  signed(): Step {
    return [this.api.lawyer, 'engagement', { signedAt: new Date().toISOString() }];
  }
}
