import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { Provider } from 'oidc-provider';
import { freePort } from '@xiezhi/service';

/** An identity provider as a region has one: its own names for claims, its own pages. Anybody it is told of may sign in. */
export class RegionalIssuer {
  private constructor(
    readonly url: string,
    private readonly server: Server,
  ) {}

  static readonly clientId = 'legal-aid';
  static readonly secret = 'a secret of the region';

  /** `callback`: where the platform takes browsers back. `claims`: what it says of whoever signs in. */
  static async start(callback: string, claims: Readonly<Record<string, unknown>>): Promise<RegionalIssuer> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const provider = new Provider(url, {
      clients: [{ client_id: RegionalIssuer.clientId, client_secret: RegionalIssuer.secret, redirect_uris: [callback] }],
      claims: { openid: ['sub'], profile: Object.keys(claims) },
      conformIdTokenClaims: false,
      findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId, ...claims }) }),
      pkce: { required: () => true },
    });
    const server = createServer(provider.callback());
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return new RegionalIssuer(url, server);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
