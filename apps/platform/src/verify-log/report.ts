import { assertNever, type EventName, type Finding, type Verdict } from '@xiezhi/eventsourcing';

const event = ({ stream, revision, id, position }: EventName): string =>
  `${stream} #${revision}, id ${id}, position ${String(position).replace(/^0+(?=.)/, '')}`;
const range = (from: number, to: number): string => (from === to ? `${from}` : `${from}–${to}`);

/** What a finding means, for whoever has to act on it. */
export function findingText(finding: Finding): string {
  switch (finding.kind) {
    case 'event_changed':
      return `事件被更改  event changed since it was sealed: ${event(finding.event)}`;
    case 'event_removed':
      return `事件被删除  event removed: ${event(finding.event)}`;
    case 'event_inserted':
      return `事件被插入  event put in behind the sealer: ${event(finding.event)}`;
    case 'event_moved':
      return `事件被移位  event stands at another place than when it was sealed: ${event(finding.event)}`;
    case 'event_lost':
      return `事件未封即失  event was gone before it could be sealed: ${finding.event.stream} #${finding.event.revision}`;
    case 'seal_changed':
      return `封印被更改  seal ${finding.ordinal} changed: that of ${event(finding.event)}`;
    case 'seals_missing':
      return `封印缺失  seals ${range(finding.from, finding.to)} are missing`;
    case 'head_unsigned':
      return finding.witnessed
        ? '留存首部签名不符  a head that was kept is signed by no known key: it is forged, or an older key was in use (give it with --public-key)'
        : `首部签名不符  head ${finding.number} is signed by no known key: it is forged, or an older key was in use (give it with --public-key)`;
    case 'heads_missing':
      return `首部缺失  heads ${range(finding.from, finding.to)} are missing`;
    case 'head_replaced':
      return `首部不连续  head ${finding.number} does not follow the one before it`;
    case 'history_differs':
      return `历史与首部不符  events ${range(finding.from, finding.to)} are not those that ${headText(finding)} covers: history was rewritten there`;
    case 'tail_missing':
      return `尾部缺失  events ${range(finding.from, finding.to)} are missing, which ${headText(finding)} covers`;
    default:
      return assertNever(finding);
  }
}

const headText = ({ witnessed, number, signedAt }: { witnessed: boolean; number: number; signedAt: string }): string =>
  `${witnessed ? 'a head that was kept' : 'the stored head'} (number ${number}, signed ${signedAt})`;

/** A verdict for people, one fact a line. */
export function verdictText({ log, findings, more, ...counts }: Verdict): string {
  const { events, seals, heads, witnessed, unsealed, uncovered } = counts;
  const intact = findings.length === 0;
  const lines = [
    `${intact ? '✓ 完好  intact ' : '✗ 不符  altered'}  ${log}`,
    `    ${events} events, ${seals} seals, ${heads} heads; ${witnessed} heads kept by others`,
    ...(uncovered > 0 ? [`    ${uncovered} sealed events await the next head`] : []),
    ...(unsealed > 0 ? [`    ${unsealed} events are not sealed yet`] : []),
    ...findings.map((finding) => `    ✗ ${findingText(finding)}`),
    ...(more > 0 ? [`    … and ${more} more findings`] : []),
  ];
  return lines.join('\n');
}
