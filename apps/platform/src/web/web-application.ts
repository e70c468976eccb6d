import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { OnModuleInit } from '@nestjs/common';
import type { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { readWebFiles, type WebFiles } from './web-files.js';

/** Files under here have their content's hash in their name: what was once read never changes. */
const ASSETS = '/assets/';

/** The built web application as it lies on disk at the start. */
export class WebApplication implements OnModuleInit {
  /** `null` where it was not built. */
  files: WebFiles | null = null;

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly folder: string,
  ) {}

  async onModuleInit(): Promise<void> {
    this.files = await readWebFiles(this.folder);
    if (this.files === null) return;
    const fastify: FastifyInstance = this.host.httpAdapter.getInstance();
    // Not awaited: that would start the server before Nest has given it its error handler.
    void fastify.register(fastifyStatic, {
      root: join(this.files.folder, ASSETS),
      prefix: ASSETS,
      index: false,
      preCompressed: true,
      immutable: true,
      maxAge: '365d',
    });
  }
}
