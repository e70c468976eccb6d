import { useSearchParams } from 'react-router';
import { IMPORT_LISTS, templateAddress, type ImportList } from '../../api/imports.ts';
import { useMay } from '../../api/session.ts';
import { useWords } from '../../i18n/index.ts';
import { NativeSelect } from '../../parts/native-select.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { known } from './codes.ts';
import { ExportLinks } from './export-links.tsx';
import { ImportFile } from './import-file.tsx';
import './registers.css';

/** Lists that are had as a file without saying more; a rota is exported where its institution and days are chosen. */
const EXPORTED = ['agencies', 'institutions', 'stations', 'law-firms', 'lawyers', 'aid-workers', 'reference-values'] as const;

/** 导入与导出: a file is looked through first, then all of it is imported or nothing; every list is had as a file. */
export function ImportsPage() {
  const { t } = useWords();
  const may = useMay();
  return (
    <Page title={t('registers.imports.title')}>
      {may('directory.import.commit') && <ImportCard />}
      <Card title={t('registers.imports.export')}>
        <p className="quiet">{t('registers.imports.exportHint')}</p>
        <ul className="rows">
          {EXPORTED.map((list) => (
            <li key={list}>
              <span className="row-text">{t(`registers.imports.lists.${list}`)}</span>
              <ExportLinks list={list} name={t(`registers.imports.lists.${list}`)} />
            </li>
          ))}
        </ul>
      </Card>
    </Page>
  );
}

function ImportCard() {
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  const list: ImportList = known(IMPORT_LISTS, search.get('list') ?? '') ?? 'agencies';
  return (
    <Card title={t('registers.imports.import')}>
      <div className="import-steps">
        <div className="filters">
          <label htmlFor="import-list">{t('registers.imports.list')}</label>
          <NativeSelect
            id="import-list"
            chosen
            value={list}
            onChange={(chosen) => setSearch({ list: chosen })}
            options={IMPORT_LISTS.map((code) => ({ value: code, label: t(`registers.imports.lists.${code}`) }))}
          />
          <span>{t('registers.imports.template')}</span>
          <a href={templateAddress(list, 'xlsx')} download aria-label={`${t('registers.imports.template')} Excel`}>
            Excel
          </a>
          <a href={templateAddress(list, 'csv')} download aria-label={`${t('registers.imports.template')} CSV`}>
            CSV
          </a>
        </div>
        <ImportFile key={list} list={list} />
      </div>
    </Card>
  );
}
