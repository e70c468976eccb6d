// Prints the description (OpenAPI) of the built platform. Nothing is started: Nest only reads how the modules are put together. Built code,
// because the compiler's plugin writes the request classes' fields into it.
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { openApiOf, ServiceCoreModule } from '../../dist/libs/service/src/index.js';
import { PlatformModule } from '../../dist/apps/platform/src/platform.module.js';

class Application {}
Module({ imports: [ServiceCoreModule.with({}), PlatformModule] })(Application);
const app = await NestFactory.create(Application, new FastifyAdapter(), { preview: true, logger: false, abortOnError: false });
process.stdout.write(JSON.stringify(openApiOf(app), null, 2));
await app.close();
