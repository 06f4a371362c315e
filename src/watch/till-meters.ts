import type { Counter, Gauge, Histogram, MeterBook } from './meter-book.ts';

/** Every metric of the till's own. docs/metrics.md has a row for each. */
export interface TillMeters {
  sales: Counter;
  refunds: Counter;
  cases: Counter;
  scans: Counter;
  stages: Histogram;
  gatewayRequests: Counter;
  gatewaySeconds: Histogram;
  storeWrites: Histogram;
  dayCloses: Counter;
  httpRequests: Counter;
  openOrders: Gauge;
  stuckOrders: Gauge;
  openCases: Gauge;
  openRefunds: Gauge;
  blocked: Gauge;
  gatewayReachable: Gauge;
  clockSkew: Gauge;
  damagedFiles: Gauge;
  gunUp: Gauge;
  gunsLost: Counter;
  sockets: Gauge;
  diskFree: Gauge;
  backupAt: Gauge;
  certificateEnds: Gauge;
  buildInfo: Gauge;
}

/** From what nobody notices to what a queue does. */
const SECONDS = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120,
] as const;

export function createTillMeters(book: MeterBook): TillMeters {
  return {
    sales: book.counter({
      name: 'scantill_sales_total',
      help: 'Orders that came to their end, by the state they ended in.',
      labels: ['lane', 'state'],
    }),
    refunds: book.counter({
      name: 'scantill_refunds_total',
      help: 'Refunds that came to a state: done, failed, stuck.',
      labels: ['state'],
    }),
    cases: book.counter({
      name: 'scantill_cases_total',
      help: 'Ends that the gateway contradicted afterwards.',
      labels: ['kind'],
    }),
    scans: book.counter({
      name: 'scantill_scans_total',
      help: 'Codes that came, by what became of them.',
      labels: ['lane', 'result'],
    }),
    stages: book.histogram({
      name: 'scantill_stage_seconds',
      help: 'What a sale goes through from the scan to the painted result, stage by stage.',
      labels: ['stage'],
      buckets: SECONDS,
    }),
    gatewayRequests: book.counter({
      name: 'scantill_gateway_requests_total',
      help: 'Calls to the gateway, by what they came back with.',
      labels: ['method', 'outcome'],
    }),
    gatewaySeconds: book.histogram({
      name: 'scantill_gateway_request_seconds',
      help: 'How long a call to the gateway took.',
      labels: ['method'],
      buckets: SECONDS,
    }),
    storeWrites: book.histogram({
      name: 'scantill_store_write_seconds',
      help: 'How long it took until a changed order was on the disk.',
      buckets: SECONDS,
    }),
    dayCloses: book.counter({
      name: 'scantill_day_close_total',
      help: 'Numbered closes of a period, and closes that the disk did not take.',
      labels: ['result'],
    }),
    httpRequests: book.counter({
      name: 'scantill_http_requests_total',
      help: 'Answered HTTP requests by route; `none`: no route of the till.',
      labels: ['route', 'status'],
    }),
    openOrders: book.gauge({
      name: 'scantill_open_orders',
      help: 'Orders that are not settled, or have an open case or a stuck refund.',
    }),
    stuckOrders: book.gauge({
      name: 'scantill_stuck_orders',
      help: 'Open orders that somebody has to look after.',
    }),
    openCases: book.gauge({
      name: 'scantill_open_cases',
      help: 'Ends that the gateway contradicts, not settled yet.',
    }),
    openRefunds: book.gauge({
      name: 'scantill_open_refunds',
      help: 'Refunds whose end is not known yet.',
    }),
    blocked: book.gauge({
      name: 'scantill_lane_blocked',
      help: '1 while no sale can begin on the lane, for that reason.',
      labels: ['lane', 'reason'],
    }),
    gatewayReachable: book.gauge({
      name: 'scantill_gateway_reachable',
      help: '1 while the gateway answers.',
    }),
    clockSkew: book.gauge({
      name: 'scantill_clock_skew_seconds',
      help: "This machine's clock minus the gateway's; not there before the gateway has answered.",
    }),
    damagedFiles: book.gauge({
      name: 'scantill_damaged_files',
      help: 'Files of the data folder that could not be read at the start, and were set aside.',
    }),
    gunUp: book.gauge({
      name: 'scantill_gun_up',
      help: '1 while the gun is open. Guns that were switched off are not told.',
      labels: ['lane', 'gun'],
    }),
    gunsLost: book.counter({
      name: 'scantill_gun_lost_total',
      help: 'Times that a gun was lost.',
      labels: ['lane', 'gun'],
    }),
    sockets: book.gauge({
      name: 'scantill_sockets',
      help: 'Pages that are connected now.',
      labels: ['view'],
    }),
    diskFree: book.gauge({
      name: 'scantill_disk_free_bytes',
      help: 'What the till may still write where its data is.',
    }),
    backupAt: book.gauge({
      name: 'scantill_backup_timestamp_seconds',
      help: 'When the last backup was made, as Unix time; 0: never.',
    }),
    certificateEnds: book.gauge({
      name: 'scantill_certificate_expiry_timestamp_seconds',
      help: 'When the certificate that tablets are shown ends, as Unix time; not there without TLS.',
    }),
    buildInfo: book.gauge({
      name: 'scantill_build_info',
      help: 'Always 1.',
      labels: ['version', 'node'],
    }),
  };
}
