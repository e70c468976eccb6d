import { exportAddress, type Filter, type RegisterName } from '../../api/registers.ts';
import { useMay } from '../../api/session.ts';
import { useWords } from '../../i18n/index.ts';

const FORMATS = [
  ['xlsx', 'Excel'],
  ['csv', 'CSV'],
] as const;

interface ExportLinksProps {
  readonly list: RegisterName | 'reference-values';
  readonly filter?: Filter;
  /** What the files are of, where a page has several. */
  readonly name?: string;
}

/** A list as files, as it is filtered now. */
export function ExportLinks({ list, filter = {}, name }: ExportLinksProps) {
  const { t } = useWords();
  const may = useMay();
  if (!may('directory.export.read')) return null;
  return (
    <span className="exports no-print">
      {name === undefined && <span>{t('registers.export')}</span>}
      {FORMATS.map(([format, called]) => (
        <a
          key={format}
          href={exportAddress(list, format, filter)}
          download
          aria-label={
            name === undefined ? `${t('registers.export')} ${called}` : t('registers.imports.exportFile', { list: name, format: called })
          }
        >
          {called}
        </a>
      ))}
    </span>
  );
}
