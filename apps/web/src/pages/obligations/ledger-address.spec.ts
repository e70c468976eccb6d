import { ledgerAddressOf, ledgerAskOf } from './ledger-address.ts';

const asked = (address: string) => ledgerAskOf(new URLSearchParams(address));

it('shows what runs of one’s own duties while an address says nothing', () => {
  expect(asked('')).toEqual({ state: 'running', side: 'mine' });
});

it('is a view that can be shared: what is asked for stands in the address, and comes back from it', () => {
  const address =
    'state=met_late&side=all&clock=C12.own&holder=court&county=540100&agency=court-540100&dueFrom=2026-11-01&dueBy=2026-11-30';
  expect(new URLSearchParams(ledgerAddressOf(asked(address))).toString()).toBe(address);
});

it('leaves out what was taken back', () => {
  expect(ledgerAddressOf({ ...asked('clock=C02&holder=court'), clock: '' })).toEqual({ state: 'running', side: 'mine', holder: 'court' });
});

it.each(['dueFrom=2026-13-45', 'dueBy=soon', 'holder=neighbour', 'state=lost', 'side=both', 'clock='])(
  'does not take %s for what it is not',
  (address) => {
    expect(asked(address)).toEqual({ state: 'running', side: 'mine' });
  },
);
