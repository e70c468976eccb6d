import { Controller, Get, Inject, Injectable, Req, Res, type OnApplicationShutdown } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { forbidden, Public } from './access.js';
import { isLoopback } from './config-readers.js';

/** Role that may read metrics from another machine. */
export const METRICS_ROLE = 'operator';

/** Upper bounds in seconds, from a cached read to a time-out. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Gives the value of a gauge when it is read; `null`: not known now. */
export type GaugeSource = () => Promise<number | null> | number | null;

const MAX_GAUGE_SOURCES = 1_000;

/** All figures of this process. Labels are route patterns, names of code and topics: never an id, never a person. */
@Injectable()
export class Metrics implements OnApplicationShutdown {
  readonly registry = new Registry();
  readonly #feedLag = new Map<string, GaugeSource>();
  readonly #busLag = new Map<string, { readonly group: string; readonly topic: string; readonly source: GaugeSource }>();

  readonly #http = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [this.registry],
  });

  readonly #append = new Histogram({
    name: 'event_append_duration_seconds',
    help: 'Time an append to the event store took',
    labelNames: ['stream_type'],
    buckets: SECONDS,
    registers: [this.registry],
  });

  readonly #appended = new Counter({
    name: 'events_appended_total',
    help: 'Events appended to the event store',
    labelNames: ['stream_type'],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    const feedLag = this.#feedLag;
    const busLag = this.#busLag;
    void new Gauge({
      name: 'feed_lag_seconds',
      help: 'Time since a reader of the feed (read model, workflow, publisher) last had everything that was stored',
      labelNames: ['reader'],
      registers: [this.registry],
      async collect() {
        this.reset();
        for (const [reader, source] of feedLag) await collectInto((value) => this.set({ reader }, value), source);
      },
    });
    void new Gauge({
      name: 'bus_lag_messages',
      help: 'Messages a consumer group has not handled yet',
      labelNames: ['group', 'topic'],
      registers: [this.registry],
      async collect() {
        this.reset();
        for (const { group, topic, source } of busLag.values()) await collectInto((value) => this.set({ group, topic }, value), source);
      },
    });
  }

  /** One answered request. `route` is the pattern, such as `/api/assignment/requests/:id`. */
  observeRequest(method: string, route: string, status: number, seconds: number): void {
    this.#http.observe({ method, route, status: String(status) }, seconds);
  }

  /** For `StreamHandlerOptions.onAppend` of a stream type. */
  onAppend(streamType: string): (milliseconds: number, events: number) => void {
    return (milliseconds, events) => {
      this.#append.observe({ stream_type: streamType }, milliseconds / 1_000);
      this.#appended.inc({ stream_type: streamType }, events);
    };
  }

  /** A figure of a service's own, read when the metrics are. */
  addGauge(name: string, help: string, source: GaugeSource): void {
    void new Gauge({
      name,
      help,
      registers: [this.registry],
      async collect() {
        this.reset();
        await collectInto((value) => this.set(value), source);
      },
    });
  }

  /** A count of a service's own. Labels are codes: never an id, never a person. */
  addCounter<Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
  ): (labels: Readonly<Record<Label, string>>) => void {
    const counter = new Counter<Label>({ name, help, labelNames: [...labelNames], registers: [this.registry] });
    return (labels) => counter.inc(labels);
  }

  addFeedLag(reader: string, source: GaugeSource): void {
    bounded(this.#feedLag).set(reader, source);
  }

  addBusLag(group: string, topic: string, source: GaugeSource): void {
    bounded(this.#busLag).set(`${group} ${topic}`, { group, topic, source });
  }

  onApplicationShutdown(): void {
    this.registry.clear();
  }
}

function bounded<V>(map: Map<string, V>): Map<string, V> {
  if (map.size >= MAX_GAUGE_SOURCES) throw new RangeError(`more than ${MAX_GAUGE_SOURCES} sources of one metric`);
  return map;
}

/** A source that fails leaves its value out; the other metrics are still read. */
async function collectInto(set: (value: number) => void, source: GaugeSource): Promise<void> {
  try {
    const value = await source();
    if (value !== null) set(value);
  } catch {
    // Readiness reports the part that is down.
  }
}

@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  constructor(@Inject(Metrics) private readonly metrics: Metrics) {}

  /** For a collector on this machine; elsewhere for an operator only. A request that came through a proxy is not of this machine. */
  @Get()
  @Public()
  async read(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { headers, principal, socket } = request;
    const proxied = headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined;
    const local = !proxied && isLoopback(socket.remoteAddress ?? '');
    if (!local && principal?.role !== METRICS_ROLE) throw forbidden('metrics.read');
    void reply.type(this.metrics.registry.contentType);
    return this.metrics.registry.metrics();
  }
}
