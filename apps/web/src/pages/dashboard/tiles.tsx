import { DIVISIONS } from '@xiezhi/contracts';
import { Link } from 'react-router';
import { listAddress, type BoardFilter } from '../../api/dashboard.ts';
import type { DashboardLine } from '../../api/types.ts';
import { useWords } from '../../i18n/index.ts';
import { Card } from '../../parts/page.tsx';

type Shown = (typeof DIVISIONS)[number];

/** 各县区: a tile for every division, by prefecture; its shape and word say how it stands before its colour does. */
export function Tiles({
  lines,
  within,
  filter,
}: {
  readonly lines: readonly DashboardLine[];
  /** What the codes begin with. */
  readonly within: string;
  readonly filter: BoardFilter;
}) {
  const { t, language } = useWords();
  const byCode = new Map(lines.map((line) => [line.key, line]));
  const shown = DIVISIONS.filter(({ code, level }) => level !== 'region' && code.startsWith(within));
  const groups = DIVISIONS.filter(
    ({ level, code }) => level === 'prefecture' && shown.some((one) => one.code === code || one.parent === code),
  );
  const overdue = shown.filter(({ code }) => (byCode.get(code)?.overdue ?? 0) > 0).length;
  const name = ({ nameZh, nameEn }: Shown): string => (language === 'zh' ? nameZh : nameEn);
  return (
    <Card title={t('dashboard.perCounty')}>
      <p>{overdue === 0 ? t('board.noneOverdue') : t('board.overdueIn', { count: overdue })}</p>
      <div className="tile-groups">
        {groups.map((group) => (
          <section key={group.code} aria-label={name(group)}>
            <h3>{name(group)}</h3>
            <ul className="tiles">
              {shown
                .filter(({ code, parent }) => code === group.code || parent === group.code)
                .map((division) => (
                  <Tile key={division.code} division={division} name={name(division)} line={byCode.get(division.code)} filter={filter} />
                ))}
            </ul>
          </section>
        ))}
      </div>
      <p className="quiet">{t('board.tilesMeaning')}</p>
    </Card>
  );
}

interface TileProps {
  readonly division: Shown;
  readonly name: string;
  readonly line: DashboardLine | undefined;
  readonly filter: BoardFilter;
}

function Tile({ division, name, line, filter }: TileProps) {
  const { t } = useWords();
  const { open, overdue } = line ?? { open: 0, overdue: 0 };
  const state = overdue > 0 ? 'overdue' : open > 0 ? 'open' : 'none';
  const said = state === 'none' ? t('board.tile.none') : t(`board.tile.${state}`, { open, overdue });
  const text = (
    <>
      <span>{name}</span>
      <span className="tile-said">
        <span aria-hidden>{{ overdue: '■', open: '●', none: '–' }[state]}</span> {said}
      </span>
    </>
  );
  return (
    <li className={`tile tile-${state}`}>
      {state === 'none' ? (
        <span className="tile-text">{text}</span>
      ) : (
        <Link
          className="tile-text"
          to={listAddress({ ...filter, division: division.code, exact: 'true', state: overdue > 0 ? 'overdue' : 'open' })}
        >
          {text}
        </Link>
      )}
    </li>
  );
}
