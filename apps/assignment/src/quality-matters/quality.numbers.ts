import { DIVISIONS } from '@xiezhi/contracts';
import {
  derivedId,
  numberSeriesId,
  type NumberSeriesCommand,
  type NumberSeriesEvent,
  type NumberSeriesState,
  type StreamHandler,
} from '@xiezhi/eventsourcing';
import type { CommandContext } from '@xiezhi/eventsourcing';
import { seriesYear } from '../defence-request/letter-number.js';
import type { OfInstitution } from './quality.side.js';

const shortNames = new Map(DIVISIONS.map(({ code, nameZh }) => [code, nameZh.replace(/(自治区|地区|市|区|县)$/u, '')]));

/** `拉萨援投字〔2026〕第1号`: the next number of an institution's series of a word (字), the same however often `document` asks. */
export async function documentNumber(
  series: StreamHandler<NumberSeriesState, NumberSeriesCommand, NumberSeriesEvent>,
  { institution, division }: OfInstitution,
  word: string,
  document: string,
  at: string,
  context: CommandContext,
): Promise<string> {
  const year = seriesYear(at);
  const id = numberSeriesId(institution, word, year);
  const { expectedRevision: _ofTheMatter, fingerprint: _ofTheBody, ...rest } = context;
  const allotting = { ...rest, commandId: derivedId('allot', id, document) };
  const { state } = await series.handle(id, { type: 'AllotNumber', data: { document } }, allotting);
  return `${shortNames.get(division) ?? division}援${word}字〔${year}〕第${state.numbers[document]!}号`;
}
