import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Rejected, type ParkedKey, type SubscriptionStatus } from '@xiezhi/eventsourcing';
import type { HaltDecision } from '@xiezhi/eventsourcing/postgres';
import type { Logger } from 'pino';
import { CurrentPrincipal, Permission } from '../access.js';
import { LOGGER } from '../log.js';
import type { Principal } from '../principal.js';
import { Platform } from './platform.js';
import type { Service } from './service.js';
import { ParkedKeyRequest, SkipMessageRequest, ResumeReaderRequest } from './operations.request.js';

const OPERATOR = ['operator'];

const MAX_KEYS = 500;

/** A parked message as an operator sees it: what it is and why it waits, never what it holds. */
export interface ParkedMessageShown {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly messageId: string;
  readonly time: string;
  readonly place: string;
  readonly state: 'waiting' | 'skipped';
  readonly reason: string | null;
  readonly parkedAt: string;
}

/** What an operator (运维) decides about a service: messages that could not be handled, readers that halted. No matter is shown. */
@ApiTags('operations')
@Controller('api/:service/operations')
export class OperationsController {
  constructor(
    @Inject(Platform) private readonly platform: Platform,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Readers of a service (read models, workflows, publishers), and where each stands. */
  @Get('readers')
  @Permission({ name: 'operations.readers.read', roles: OPERATOR })
  readers(@Param('service') service: string): { readonly items: readonly SubscriptionStatus[] } {
    return { items: this.#service(service).readers() };
  }

  /** Ends the halt of a reader: its item is tried again, or left out for a reason. */
  @Post('readers/resume')
  @HttpCode(200)
  @Permission({ name: 'operations.readers.resume', roles: OPERATOR })
  resume(
    @Param('service') service: string,
    @Body() { reader, decision, reason }: ResumeReaderRequest,
    @CurrentPrincipal() principal: Principal,
  ): { readonly reader: string } {
    const decided: HaltDecision = decision === 'skip' ? { kind: 'skip', reason: reason! } : { kind: 'retry' };
    if (!this.#service(service).resume(reader, decided))
      throw new Rejected('reader.not_halted', '该读取器没有在此进程停住。This reader is not halted in this process; read the list again.');
    this.#told(principal, service, 'resume', { reader, decision });
    return { reader };
  }

  /** Keys whose messages wait for a person, the oldest first, at most 500. */
  @Get('parked')
  @Permission({ name: 'operations.parked.read', roles: OPERATOR })
  async parked(@Param('service') service: string): Promise<{ readonly items: readonly ParkedKey[] }> {
    return { items: await this.#service(service).parking.parkedKeys(service, MAX_KEYS) };
  }

  /** Messages of one key in order, those waiting first, at most 500; without their data. */
  @Get('parked/messages')
  @Permission({ name: 'operations.parked.read-messages', roles: OPERATOR })
  async messages(
    @Param('service') service: string,
    @Query() { topic, key }: ParkedKeyRequest,
  ): Promise<{ readonly items: readonly ParkedMessageShown[] }> {
    const parked = await this.#service(service).parking.list(service, { topic, key });
    const items = parked.map(({ id, message, state, reason, parkedAt }) => {
      const { type, source, id: messageId, time, place } = message;
      return { id, type, source, messageId, time, place, state, reason, parkedAt };
    });
    return { items };
  }

  /** Handles the messages of a key again, in order, before any new one. */
  @Post('parked/retry')
  @HttpCode(200)
  @Permission({ name: 'operations.parked.retry', roles: OPERATOR })
  async retry(
    @Param('service') service: string,
    @Body() { topic, key }: ParkedKeyRequest,
    @CurrentPrincipal() principal: Principal,
  ): Promise<ParkedKeyRequest> {
    if (!(await this.#service(service).parking.retry(service, topic, key))) throw notParked();
    this.#told(principal, service, 'retry', { topic });
    return { topic, key };
  }

  /** Leaves a message out for ever and forgets its data; those behind it go on. */
  @Post('parked/skip')
  @HttpCode(200)
  @Permission({ name: 'operations.parked.skip', roles: OPERATOR })
  async skip(
    @Param('service') service: string,
    @Body() { id, reason }: SkipMessageRequest,
    @CurrentPrincipal() principal: Principal,
  ): Promise<{ readonly id: string }> {
    if (!(await this.#service(service).parking.skip(service, id, reason))) throw notParked();
    this.#told(principal, service, 'skip', { id });
    return { id };
  }

  #service(name: string): Service {
    const service = this.platform.serviceNamed(name);
    if (service === undefined) throw new Rejected('service.not_found', '此进程中没有这个服务。No such service runs in this process.');
    return service;
  }

  #told({ account }: Principal, service: string, decision: string, about: Readonly<Record<string, string>>): void {
    this.logger.warn({ account, service, decision, ...about }, 'an operator decided');
  }
}

const notParked = (): Rejected =>
  new Rejected('parked.not_found', '没有这样等待处理的消息,可能已被处理。Nothing such is parked; it may have been handled meanwhile.');
