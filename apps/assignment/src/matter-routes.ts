import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { MatterKind } from '@xiezhi/contracts';

const PREFIXES: Readonly<Record<MatterKind, string>> = {
  'defence-request': 'api/assignment/defence-requests',
  'aid-case': 'api/assignment/aid-cases',
};

/** The paths of routes that stand below a matter of either kind (`rest`: what follows its prefix). */
export const matterRoutes = (rest = ''): string[] => Object.values(PREFIXES).map((prefix) => `${prefix}${rest}`);

/** The kind of matter below which the route was called. */
export const OfMatter = createParamDecorator((_: unknown, context: ExecutionContext): MatterKind => {
  const { url } = context.switchToHttp().getRequest<{ readonly url: string }>();
  return url.startsWith(`/${PREFIXES['aid-case']}/`) ? 'aid-case' : 'defence-request';
});
