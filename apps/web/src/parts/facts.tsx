import type { ReactNode } from 'react';
import { Mixed } from './mixed.tsx';

type Fact = readonly [name: string, value: ReactNode];

/** Facts as names and values; what is `null` is left out. */
export function Facts({ items }: { readonly items: readonly (Fact | null)[] }) {
  return (
    <dl className="facts">
      {items.map((item) =>
        item === null ? null : (
          <div key={item[0]}>
            <dt>{item[0]}</dt>
            <dd>{typeof item[1] === 'string' ? <Mixed text={item[1]} /> : item[1]}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
