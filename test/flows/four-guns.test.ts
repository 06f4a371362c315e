import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { callingGun, type SoakedGun, serialGun } from '../../scripts/gun-soak/guns.ts';
import { posTransport } from '../../src/devices/hid/pos-transport.ts';
import type { ScannerStatus } from '../../src/devices/scan.ts';
import { systemRandom } from '../../src/random.ts';
import { makeCode } from '../../src/sandbox/index.ts';
import type { Engine } from '../support/engine.ts';
import { fakeHid, hidScanner } from '../support/fake-hid.ts';
import { openGunShop } from '../support/gun-shop.ts';
import { hidConfig } from '../support/scanner-configs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

/** A till with a gun of another kind on each of four lanes. */

const LANES = ['front', 'back', 'net', 'usb'] as const;
type LaneId = (typeof LANES)[number];

interface Shop {
  engine: Engine;
  guns: Record<LaneId, SoakedGun>;
  lines: string[];
  status(lane: LaneId): ScannerStatus;
  /** A sale by the lane's gun, up to its result. Gives the order's number. */
  sell(lane: LaneId, amountMinor: number): Promise<string>;
}

async function openShop(): Promise<Shop> {
  const folder = temporaryFolder();
  const hid = fakeHid([]);
  const guns = {
    front: await serialGun(join(folder, 'front')),
    back: await serialGun(join(folder, 'back')),
    net: callingGun(),
    usb: hidGun(hid),
  };
  onTestFinished(async () => void (await Promise.all(LANES.map((lane) => guns[lane].close()))));
  await guns.usb.plugIn(undefined);
  const claims = new Set<string>();
  const loadHid = async () => hid.library;
  const { engine, scanners, lines } = await openGunShop({
    lanes: LANES.map((id) => ({ id, scanners: [guns[id].config] })),
    transports: (clock) => (config) =>
      config.transport === 'hid' ? posTransport(config, { clock, claims, quietMs: 50, loadHid }) : undefined,
  });
  const status = (lane: LaneId) => {
    const found = scanners.statuses().find((each) => each.lane === lane);
    if (!found) throw new Error(`expected a gun on lane ${lane}`);
    return found;
  };
  await until(() => LANES.every((lane) => status(lane).state === 'up'), { what: 'all guns are up' });
  await guns.net.plugIn(status('net').address);
  const sell = async (lane: LaneId, amountMinor: number) => {
    const saleId = await engine.charge(lane, amountMinor);
    guns[lane].write(Buffer.from(`${makeCode({ wallet: 'alipay', outcome: 'paid' }, systemRandom)}\r`));
    return until(
      () => {
        const phase = engine.payments.view(lane)?.phase;
        const isPaid =
          phase?.kind === 'order' && phase.sale.saleId === saleId && phase.order.state === 'paid';
        return isPaid && phase.order.orderNo;
      },
      { what: `the sale on lane ${lane} is paid`, timeoutMs: 20_000 },
    );
  };
  return { engine, guns, lines, status, sell };
}

/** In HID POS mode, at a stand-in for node-hid: a kernel makes such a device for root only. */
function hidGun(hid: ReturnType<typeof fakeHid>): SoakedGun {
  const path = '/dev/hidraw0';
  const unplug = () => hid.vanish(path);
  return {
    kind: 'hid',
    config: hidConfig({ serialNumber: 'A1' }),
    isMissed: true,
    write(bytes) {
      const text = Buffer.from(bytes).toString('latin1').trimEnd();
      const report = Buffer.alloc(64);
      // Half a code is a fragment that says another one follows.
      report.set([0x02, text.length, ...Buffer.from(`]Q1${text}`)]);
      report[63] = text.length < bytes.length ? 0 : 1;
      hid.report(path, report);
    },
    unplug,
    plugIn: async () => void hid.devices.push(hidScanner(path)),
    close: async () => unplug(),
  };
}

/** Pulls the cable of a gun, in the middle of a code, and puts it back; so many times. Its lane waits for a scan. */
async function comeAndGo({ engine, guns, status }: Shop, lane: LaneId, times: number): Promise<void> {
  const gun = guns[lane];
  await engine.charge(lane, 999);
  for (let done = 1; done <= times; done += 1) {
    gun.write(
      Buffer.from(makeCode({ wallet: 'alipay', outcome: 'paid' }, systemRandom).slice(0, 1 + (done % 18))),
    );
    gun.unplug();
    await gun.plugIn(status(lane).address);
    const isBack = () =>
      status(lane).state === 'up' && (!gun.isMissed || status(lane).counters.lost === done);
    await until(isBack, { what: `the gun of lane ${lane} is back the ${done}th time` });
  }
}

const TIMES = 100;

test.each<[LaneId[], LaneId[]]>([
  [
    ['front', 'usb'],
    ['back', 'net'],
  ],
  [
    ['back', 'net'],
    ['front', 'usb'],
  ],
])(
  'the guns of lanes %s come and go a hundred times while lanes %s sell',
  async (restless, selling) => {
    const shop = await openShop();
    const { engine, lines, status, sell } = shop;
    const sold: { lane: LaneId; orderNo: string; amountMinor: number }[] = [];
    let isOver = false;
    const sales = selling.map(async (lane) => {
      for (let amountMinor = 100; !isOver; amountMinor += 1) {
        sold.push({ lane, orderNo: await sell(lane, amountMinor), amountMinor });
      }
    });
    await Promise.all(restless.map((lane) => comeAndGo(shop, lane, TIMES)));
    isOver = true;
    await Promise.all(sales);

    for (const lane of selling) expect(sold.filter((sale) => sale.lane === lane).length).toBeGreaterThan(5);
    for (const { lane, orderNo, amountMinor } of sold) {
      expect(await engine.payments.order(orderNo)).toMatchObject({ lane, amountMinor, state: 'paid' });
      expect(engine.sandbox.truthOf(orderNo)).toMatchObject({ keptMinor: amountMinor });
    }
    expect(new Set(sold.map(({ orderNo }) => orderNo)).size).toBe(sold.length);

    for (const lane of selling) {
      const { counters } = status(lane);
      const sales = sold.filter((sale) => sale.lane === lane).length;
      expect(counters).toMatchObject({
        taken: sales,
        refused: 0,
        ignored: 0,
        repeats: 0,
        malformed: 0,
        lost: 0,
      });
    }
    for (const lane of restless) {
      // Not one half of a code was taken for a whole one.
      expect(status(lane).counters).toMatchObject({ taken: 0, refused: 0 });
      const phase = engine.payments.view(lane)?.phase;
      if (phase?.kind === 'ready') engine.payments.cancel(lane, phase.sale.saleId);
      const orderNo = await sell(lane, 555);
      expect(await engine.payments.order(orderNo)).toMatchObject({ lane, amountMinor: 555, state: 'paid' });
    }
    expect(LANES.map((lane) => status(lane).state)).toEqual(['up', 'up', 'up', 'up']);
    // A change of a gun is one line: gone, and back.
    const gunLines = lines.filter((line) => /"msg":"scanner (up|not up)"/.test(line)).length;
    const missed = restless.filter((lane) => shop.guns[lane].isMissed).length;
    expect(gunLines).toBe(LANES.length + 2 * TIMES * missed);
  },
  90_000,
);
