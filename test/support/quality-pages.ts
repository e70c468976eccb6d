import type { Page } from 'playwright-core';
import type { Person } from './chromium.js';

/** Looks at pages of quality work as it goes by; what is wrong with them is told at the end, so that one fault hides no other. */
export class Looks {
  readonly wrong: string[] = [];

  /** Takes a picture, and notes faults of access, what the console said and what is too wide. */
  async at(person: Person, name: string): Promise<void> {
    await person.picture(`quality-${name}`);
    this.wrong.push(...(await person.faults()).map((fault) => `${name} ${fault}`), ...person.said.splice(0));
    const over = await person.overflow();
    if (over > 0) this.wrong.push(`${name} is ${over}px too wide`);
  }
}

/** Opens a deed's dialog, fills it in, and confirms it. */
export async function doing(page: Page, action: string, fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: action, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: action });
  await fill(dialog);
  await dialog.getByRole('button', { name: action, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** This day and minute in Lhasa's time. */
export function localNow(): { readonly day: string; readonly time: string } {
  const local = new Date(Date.now() + 8 * 3_600_000).toISOString();
  return { day: local.slice(0, 10), time: local.slice(11, 16) };
}
