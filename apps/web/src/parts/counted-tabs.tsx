import type { Total } from '../api/types.ts';

interface CountedTabsProps<Tab extends string> {
  /** What the tabs part, for those who hear it. */
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly chosen: Tab;
  readonly counts: Readonly<Record<Tab, Total>> | undefined;
  readonly nameOf: (tab: Tab) => string;
  readonly onTab: (tab: Tab) => void;
}

/** Each tab is a part of a list, with how many rows it has. */
export function CountedTabs<Tab extends string>({ label, tabs, chosen, counts, nameOf, onTab }: CountedTabsProps<Tab>) {
  return (
    <div className="tabs" role="group" aria-label={label}>
      {tabs.map((tab) => {
        const counted = counts?.[tab];
        return (
          <button key={tab} type="button" aria-pressed={tab === chosen} onClick={() => onTab(tab)}>
            {nameOf(tab)}
            {counted !== undefined && <span className="tab-count"> {counted.exact ? counted.count : `${counted.count}+`}</span>}
          </button>
        );
      })}
    </div>
  );
}
