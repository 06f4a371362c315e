import {
  collectDefaultMetrics,
  Counter as PromCounter,
  Gauge as PromGauge,
  Histogram as PromHistogram,
  Registry,
} from 'prom-client';

/** Values of a metric's labels. Each is one of a small set: never a number of an order, a payer or a code. */
export type Labels = Record<string, string>;

export interface Counter {
  add(labels: Labels, by?: number): void;
}

export interface Gauge {
  set(labels: Labels, value: number): void;
  /** Forgets every value: what is no longer there is no longer told. */
  clear(): void;
}

export interface Histogram {
  seen(labels: Labels, seconds: number): void;
}

interface Described {
  name: string;
  help: string;
  labels?: readonly string[];
}

/** Where metrics are kept, by whichever library. This file alone knows it. */
export interface MeterBook {
  counter(metric: Described): Counter;
  gauge(metric: Described): Gauge;
  /** `buckets`: upper bounds, seconds. */
  histogram(metric: Described & { buckets: readonly number[] }): Histogram;
  /** Adds what the library tells of a Node process: CPU, memory, garbage, event loop. Once, and for as long as the process lives. */
  watchProcess(): void;
  /** All of it, as Prometheus reads it. */
  text(): Promise<string>;
  /** `Content-Type` of that text. */
  readonly type: string;
}

/** A book of its own, that shares nothing with another till of the same process. */
export function createMeterBook(): MeterBook {
  const metrics = new Registry();
  const described = ({ name, help, labels = [] }: Described) => ({
    name,
    help,
    labelNames: [...labels],
    registers: [metrics],
  });
  return {
    counter: (metric) => {
      const counter = new PromCounter(described(metric));
      return { add: (labels, by = 1) => counter.inc(labels, by) };
    },
    gauge: (metric) => {
      const gauge = new PromGauge(described(metric));
      const isSingle = metric.labels === undefined;
      // One without labels would be told as 0 before anything is known.
      const clear = () => (isSingle ? gauge.remove() : gauge.reset());
      clear();
      return { set: (labels, value) => gauge.set(labels, value), clear };
    },
    histogram: ({ buckets, ...metric }) => {
      const histogram = new PromHistogram({ ...described(metric), buckets: [...buckets] });
      return { seen: (labels, seconds) => histogram.observe(labels, seconds) };
    },
    watchProcess: () => collectDefaultMetrics({ register: metrics }),
    text: () => metrics.metrics(),
    type: metrics.contentType,
  };
}
