import { demonstrationLawyerId } from '../../apps/directory/src/demonstration-data/demonstration-data.js';
import type { TestPlatform } from './platform.js';
import { aidGrant } from './platform.js';

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
