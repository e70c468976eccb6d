import type { LetterBlock, OpenedLetter } from '../../api/letters.ts';
import { Mixed } from '../../parts/mixed.tsx';

const wordsOf = (runs: readonly { readonly text: string }[]): string => runs.map(({ text }) => text).join('');

/** A letter as it reads. */
export function LetterText({ composed: { title, number, blocks, closing } }: Pick<OpenedLetter, 'composed'>) {
  return (
    <section className="letter official" aria-label={title} lang="zh-CN">
      <p className="letter-title">
        <Mixed text={title} />
      </p>
      {number !== null && <p className="to-right">{number}</p>}
      {blocks.map((block, place) => (
        <Block key={`${place}-${block.kind}`} block={block} />
      ))}
      {closing !== null && (
        <>
          <p className="to-right">
            <Mixed text={closing.issuer} />
          </p>
          <p className="to-right">{closing.day}</p>
        </>
      )}
    </section>
  );
}

function Block({ block }: { readonly block: LetterBlock }) {
  if (block.kind !== 'table') {
    return (
      <p className={`letter-${block.kind}`}>
        <Mixed text={wordsOf(block.runs)} />
      </p>
    );
  }
  const pairs = block.rows.flatMap((cells) =>
    cells.flatMap((cell, place) => (cell.label ? [[wordsOf(cell.runs), wordsOf(cells[place + 1]?.runs ?? [])] as const] : [])),
  );
  return (
    <dl className="facts">
      {pairs.map(([label, value], place) => (
        <div key={`${place}-${label}`}>
          <dt>{label}</dt>
          <dd>
            <Mixed text={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
