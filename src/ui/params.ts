import { z } from 'zod';

/** The parts of an address. None is judged here: what there is none of is told by who looks for it. */

const lane = z.string().meta({ description: 'Id of a lane, as in the configuration', examples: ['1'] });
const saleId = z.string().meta({ description: 'Number of a sale', examples: ['S261121X1VGK89JK9HZW'] });
const orderNo = z.string().meta({
  description: 'Number of an order or of one of its refunds',
  examples: ['P261121RXEDJ8YPZSM1BJV4A'],
});
const refundNo = z
  .string()
  .meta({ description: 'Number of a refund', examples: ['P261121RXEDJ8YPZSM1BJV4ARVZ363ZW'] });
const day = z.string().meta({ description: 'Business day, YYYY-MM-DD', examples: ['2026-11-21'] });
const scanner = z.string().meta({ description: 'Id of a gun', examples: ['front'] });
const device = z
  .string()
  .meta({ description: 'Id of a tablet or a program that was let in', examples: ['d7k3m0q'] });
const pairingCode = z.string().meta({ description: 'Id of a pairing code: not the code itself' });
const person = z.string().meta({ description: 'Id of somebody who works here' });

export const laneParams = z.object({ lane });
export const saleParams = z.object({ saleId });
export const orderParams = z.object({ orderNo });
export const refundParams = z.object({ orderNo, refundNo });
export const dayParams = z.object({ day });
export const scannerParams = z.object({ id: scanner });
export const deviceParams = z.object({ id: device });
export const pairingCodeParams = z.object({ id: pairingCode });
export const personParams = z.object({ id: person });
