import { Router } from 'express';
import type { People } from '../people/index.ts';
import { daysRoutes } from './days-api.ts';
import { docsRoutes } from './openapi/docs-api.ts';
import { ordersRoutes } from './orders-api.ts';
import { type PairingApiParts, pairingRoutes } from './pairing-api.ts';
import { peopleRoutes } from './people-api.ts';
import { type Practice, practiceRoutes } from './practice-api.ts';
import { type ReadApiParts, readRoutes } from './read-api.ts';
import { type ReceiptsApiParts, receiptsRoutes } from './receipts/receipts-api.ts';
import { refundsRoutes } from './refunds-api.ts';
import { type Door, type Route, registerRoutes } from './route.ts';
import { type SalesApiParts, salesRoutes } from './sales-api.ts';
import { type ScannersApiParts, scannersRoutes } from './scanners-api.ts';
import { sessionsRoutes } from './sessions-api.ts';
import { type SettingsApiParts, settingsRoutes } from './settings-api.ts';
import { type TechnicianApiParts, technicianRoutes } from './technician-api.ts';
import { visitorRoutes } from './visitor-api.ts';

export interface ApiParts
  extends SalesApiParts,
    TechnicianApiParts,
    ReadApiParts,
    SettingsApiParts,
    Omit<ScannersApiParts, 'isLocal'>,
    Pick<ReceiptsApiParts, 'printing' | 'paper'>,
    Pick<Door, 'onReply'> {
  /** Left out where money moves. */
  practice?: Practice | undefined;
  /** Letting others in. Left out: nobody is. */
  pairing?: PairingApiParts | undefined;
  /** Who works here. Left out: nobody by name. */
  people?: People | undefined;
  guns: ScannersApiParts['guns'];
  currency: { code: string; digits: number };
  /** The limit of one sale. */
  maxMinor: number;
  /** Of the till, for the documentation. */
  health(): { version: string };
  /** Wallet id to its shown name. */
  walletName(wallet: string): string;
}

/** The REST interface, under `/api/v1`. */
export function createApi(parts: ApiParts): Router {
  const api = Router();
  const routes = routesOf(parts);
  registerRoutes(
    api,
    [...routes, ...docsRoutes(routes, { version: parts.health().version, clock: parts.clock })],
    parts,
  );
  return api;
}

/** All of it, in the order of the documentation. */
function routesOf(parts: ApiParts): Route[] {
  return [
    ...salesRoutes(parts),
    ...ordersRoutes(parts),
    ...refundsRoutes(parts),
    ...daysRoutes({ ...parts, names: parts.paper }),
    ...receiptsRoutes(parts),
    ...scannersRoutes({ ...parts, isLocal: parts.access.isLocal }),
    ...readRoutes(parts),
    ...settingsRoutes(parts),
    ...(parts.practice ? practiceRoutes(parts.practice, parts.payments) : []),
    ...technicianRoutes(parts),
    ...(parts.pairing ? [...visitorRoutes(parts.pairing), ...pairingRoutes(parts.pairing)] : []),
    ...(parts.people
      ? [...sessionsRoutes(parts.people), ...peopleRoutes({ ...parts, people: parts.people })]
      : []),
  ];
}
