import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Log } from './log.ts';
import { businessDayAt, type LineJournal, openSettings, type Payments, shiftDay } from './payment/index.ts';
import {
  arePrivacyNotes,
  createRetention,
  namelessLine,
  type PrivacyNotes,
  type Retention,
} from './privacy/index.ts';

export interface OpenPrivacyRequest {
  config: Config;
  /** The data folder. */
  folder: string;
  timeZone: string;
  payments: Payments;
  audit: LineJournal;
}

/** What trims old personal data, as the configuration says; nothing where the store keeps no old papers. */
export function openPrivacy(
  { config, folder, timeZone, payments, audit }: OpenPrivacyRequest,
  parts: { clock: Clock; log: Log },
): Retention | undefined {
  const { clock, log } = parts;
  const { old } = payments;
  if (!old) return undefined;
  const notes = openSettings<PrivacyNotes>({ folder, name: 'privacy', isFit: arePrivacyNotes, log });
  const rule = { timeZone, startsAt: config.shop.dayStartsAt };
  const lanes = config.lanes.map(({ id }) => id);
  return createRetention({
    old,
    notes,
    audit: {
      trim: (before, pause) => audit.rewrite((line) => namelessLine(line, before), pause),
      note: (what) =>
        audit.append({ at: clock.now(), person: 'till', name: 'Till', act: 'trimmed', what, place: 'till' }),
    },
    keepDays: config.privacy.keepDays,
    keepAuditDays: config.privacy.keepAuditDays,
    dayBefore: (days) => shiftDay(businessDayAt(clock.now(), rule), -days),
    clockSkewMs: () => payments.health().clockSkewMs,
    isBusy: () =>
      lanes.some((lane) => payments.view(lane)?.isBusy) || payments.health().block?.kind === 'storeFault',
    clock,
    log,
  });
}
