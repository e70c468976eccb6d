import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { assertEveryRouteDeclared, listRoutes, type ListedRoute } from './route-list.js';

/** Every route of the application and who may use it; refuses to start when one declares nothing. */
@Injectable()
export class Routes implements OnModuleInit {
  /** What the router has, as `METHOD /path`: routes of controllers, and those that were added to the server itself. */
  readonly registered = new Set<string>();

  #list: readonly ListedRoute[] | null = null;

  constructor(@Inject(DiscoveryService) private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    assertEveryRouteDeclared(this.list());
  }

  /** Made once: controllers do not change while the application runs. */
  list(): readonly ListedRoute[] {
    return (this.#list ??= listRoutes(this.discovery));
  }
}
