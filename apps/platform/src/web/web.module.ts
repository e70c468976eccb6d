import { Module, type DynamicModule } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { WebApplication } from './web-application.js';
import { WebController } from './web.controller.js';

/** The browser application, served by the platform; a single service serves its API alone. */
@Module({})
export class WebModule {
  /** Serves what the build put into `folder`. */
  static from(folder: string): DynamicModule {
    const web = {
      provide: WebApplication,
      useFactory: (host: HttpAdapterHost) => new WebApplication(host, folder),
      inject: [HttpAdapterHost],
    };
    return { module: WebModule, controllers: [WebController], providers: [web] };
  }
}
