import { Tree } from 'antd';
import type { DataNode } from 'antd/es/tree';
import { useMemo } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useDivisionTree, type DivisionNode, type Placed } from '../../api/divisions.ts';
import { useMay } from '../../api/session.ts';
import { useWords } from '../../i18n/index.ts';
import { Loading } from '../../parts/loading.tsx';
import { Mixed } from '../../parts/mixed.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { isAgencyKind } from './agency-kinds.ts';
import './registers.css';

/** 行政区划: region, prefectures and counties with what is in each; the chosen one stands in the address. */
export function DivisionsPage() {
  const { t } = useWords();
  const { data, error, refetch } = useDivisionTree();
  return (
    <Page title={t('registers.divisions.title')}>
      {error !== null && <ProblemAlert error={error} onAgain={() => void refetch()} />}
      {data === undefined && error === null && <Loading rows={10} />}
      {data?.complete === false && (
        <p className="bar bar-warning" role="status">
          {t('registers.divisions.incomplete')}
        </p>
      )}
      {data !== undefined && <Divisions root={data.root} />}
    </Page>
  );
}

const found = (node: DivisionNode, code: string): DivisionNode | undefined =>
  node.code === code ? node : node.below.map((one) => found(one, code)).find((one) => one !== undefined);

/** How many there are in a division and in those below it. */
const all = (node: DivisionNode, of: 'institutions' | 'agencies' | 'stations'): number =>
  node[of].length + node.below.reduce((sum, one) => sum + all(one, of), 0);

const countsOf = (node: DivisionNode) => ({
  institutions: all(node, 'institutions'),
  agencies: all(node, 'agencies'),
  stations: all(node, 'stations'),
  lawyers: node.lawyers,
});

function Divisions({ root }: { readonly root: DivisionNode }) {
  const { t, language } = useWords();
  const [search, setSearch] = useSearchParams();
  const chosen = found(root, search.get('division') ?? '') ?? root;
  const nodes = useMemo(() => {
    const nodeOf = (node: DivisionNode): DataNode => ({
      key: node.code,
      title: (
        <>
          {language === 'zh' ? node.nameZh : node.nameEn}
          <span className="division-counts">{t('registers.divisions.counts', countsOf(node))}</span>
        </>
      ),
      children: node.below.map(nodeOf),
    });
    return [nodeOf(root)];
  }, [root, language, t]);
  return (
    <div className="division-pair">
      <Card title={t('registers.divisions.tree')}>
        <p className="quiet">{t('registers.divisions.keys')}</p>
        <Tree
          aria-label={t('registers.divisions.tree')}
          blockNode
          virtual={false}
          treeData={nodes}
          defaultExpandedKeys={[root.code, chosen.code]}
          defaultExpandParent
          selectedKeys={[chosen.code]}
          onSelect={(keys) => setSearch({ division: String(keys[0] ?? chosen.code) })}
        />
        <p className="quiet">{t('registers.divisions.countsHint')}</p>
      </Card>
      <Division node={chosen} />
    </div>
  );
}

/** One division: what is of its own level, with the way to each list. */
function Division({ node }: { readonly node: DivisionNode }) {
  const { t, language } = useWords();
  const may = useMay();
  const { code, institutions, agencies, stations, lawyers } = node;
  return (
    <section className="card division" aria-live="polite">
      <h2>{language === 'zh' ? node.nameZh : node.nameEn}</h2>
      <p className="quiet">
        {t('registers.divisions.code')} {code} · {t('registers.divisions.own')}
      </p>
      <h3>{t('registers.divisions.institutions')}</h3>
      <ListOf items={institutions} to={(item) => `/institutions/${item.code}`} />
      <h3>{t('registers.divisions.agencies')}</h3>
      <ListOf items={agencies} to={(item) => `/agencies/${item.code}`} />
      <h3>{t('registers.divisions.stations')}</h3>
      {stations.length === 0 && <p className="quiet">{t('registers.divisions.none')}</p>}
      <ul className="plain">
        {stations.map(({ id, name, township }) => (
          <li key={id}>
            <Link to={`/stations/${id}`}>
              <Mixed text={name} />
            </Link>{' '}
            <Mixed text={township} />
          </li>
        ))}
      </ul>
      <h3>{t('registers.divisions.lawyers')}</h3>
      <p>
        {may('directory.lawyer.list') ? (
          <Link to={`/lawyers?division=${code}&status=active`}>{t('registers.divisions.see', { count: lawyers })}</Link>
        ) : (
          lawyers
        )}
      </p>
    </section>
  );
}

function ListOf({ items, to }: { readonly items: readonly Placed[]; readonly to: (item: Placed) => string }) {
  const { t, language } = useWords();
  if (items.length === 0) return <p className="quiet">{t('registers.divisions.none')}</p>;
  return (
    <ul className="plain">
      {items.map((item) => {
        const name = language === 'zh' ? item.name : item.nameEn;
        return (
          <li key={item.code}>
            <Link to={to(item)}>{name}</Link>
            <span className="quiet">
              {isAgencyKind(item.kind) ? t(`agencies.kinds.${item.kind}`) : item.kind}
              {item.noticeName !== null && ` · ${t('agencies.noticeName')} ${item.noticeName}`}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
