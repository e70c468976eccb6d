import { issueToken, loadMasterKey, ownSigningKey } from '@xiezhi/service';
import { demonstrationAgencies, DEMONSTRATION_LAWYERS } from '../../apps/directory/src/demonstration-data/demonstration-data.js';
import { Api } from '../../apps/platform/src/demo/api.js';
import { DEMONSTRATION_ACCOUNTS, type DemonstrationAccount } from '../../apps/platform/src/demonstration/accounts.js';

/** Issuer and audience of the tokens below: `TOKEN_ISSUER` of the processes that take them. */
export const TEST_TOKENS = { tokenIssuer: 'https://tokens.example', tokenAudience: 'xiezhi' };

/** A way in for each demonstration account of an installation without demonstration mode, by its master key. */
export async function apisOf(
  masterKeyFile: string,
  address: string | ((path: string) => string),
): Promise<Readonly<Record<DemonstrationAccount, Api>>> {
  const key = await ownSigningKey(await loadMasterKey(masterKeyFile));
  const entries = await Promise.all(
    Object.entries(DEMONSTRATION_ACCOUNTS).map(
      async ([name, principal]) => [name, new Api(address, await issueToken(key, TEST_TOKENS, principal, 3_600))] as const,
    ),
  );
  return Object.fromEntries(entries) as Record<DemonstrationAccount, Api>;
}

/** Registers the demonstration's agencies and lawyers over HTTP, as an administrator registers real ones. */
export async function registerDemonstration(administrator: Api): Promise<void> {
  for (const { noticeName, ...agency } of demonstrationAgencies()) {
    const { status } = await administrator.post('/api/directory/agencies', { ...agency, ...(noticeName !== null && { noticeName }) });
    if (status !== 200) throw new Error(`agency ${agency.code} was refused with ${status}`);
  }
  for (const { facts, details } of DEMONSTRATION_LAWYERS) {
    const { status: standing, ...sent } = { ...facts, ...details };
    const { status, body } = await administrator.post<{ id: string }>('/api/directory/lawyers', sent);
    if (status !== 201) throw new Error(`a lawyer was refused with ${status}`);
    if (standing !== undefined && standing !== 'active')
      await administrator.post(`/api/directory/lawyers/${body.id}/status`, { status: standing });
  }
}
