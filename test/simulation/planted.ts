import type { Answer } from '../../src/payment/gateway.ts';
import type { Disk } from '../../src/payment/store/disk.ts';
import type { Planted } from './till.ts';
import type { Promised } from './watch/promises.ts';

/** Wrong edits of the kind that other tills were wounded by, and the promises of which one must be found broken. */
export interface PlantedFault {
  name: string;
  breaks: readonly Promised[];
  planted: Planted;
}

const declined = (answer: Answer): Answer =>
  answer.kind === 'unknown' ? { kind: 'declined', facts: {}, traceId: answer.traceId } : answer;

/** The folder's sync is left out: a rename may then be undone by a power cut. */
const withoutFolderSync = (disk: Disk): Disk => ({
  ...disk,
  open: async (file, flags, mode) => {
    const handle = await disk.open(file, flags, mode);
    return file.endsWith('/open') ? { ...handle, sync: async () => {} } : handle;
  },
});

export const PLANTED_FAULTS: readonly PlantedFault[] = [
  {
    name: 'a submit that stays silent is called declined',
    breaks: ['b'],
    planted: {
      gateway: (gateway) => ({
        ...gateway,
        submit: async (request, options) => declined(await gateway.submit(request, options)),
      }),
    },
  },
  {
    name: 'a submit that stays silent is sent again',
    breaks: ['f'],
    planted: {
      gateway: (gateway) => ({
        ...gateway,
        submit: async (request, options) => {
          const answer = await gateway.submit(request, options);
          return answer.kind === 'unknown' ? gateway.submit(request, options) : answer;
        },
      }),
    },
  },
  {
    name: 'signatures are not verified',
    breaks: ['a'],
    planted: { verifier: { verify: async () => true } },
  },
  { name: 'a folder is not synced after a rename', breaks: ['e', 'd'], planted: { disk: withoutFolderSync } },
  {
    name: 'a save is acknowledged before it is on disk',
    breaks: ['e'],
    planted: {
      store: (store) => ({
        ...bound(store),
        saveOpen: async (order) => {
          store.saveOpen(order).catch(() => {});
        },
      }),
    },
  },
  { name: 'a cancel is sent at once', breaks: ['g'], planted: { policy: { cancelNotBeforeMs: 0 } } },
  {
    name: 'an undecided order holds its lane',
    breaks: ['i'],
    planted: { policy: { releaseLaneMs: 600_000 } },
  },
  {
    name: 'open orders are forgotten by a restart',
    breaks: ['a', 'b', 'i', 'd'],
    planted: {
      store: (store) => ({ ...bound(store), load: async () => ({ ...(await store.load()), open: [] }) }),
    },
  },
  {
    name: 'used codes are forgotten by a restart',
    breaks: ['f'],
    planted: {
      store: (store) => ({
        ...bound(store),
        load: async () => ({ ...(await store.load()), recentCodes: [] }),
      }),
    },
  },
  {
    name: 'the amount is sent without its cents',
    breaks: ['l'],
    planted: {
      gateway: (gateway) => ({
        ...gateway,
        submit: (request, options) =>
          gateway.submit({ ...request, amount: request.amount.replace(/\d\d$/, '00') }, options),
      }),
    },
  },
];

/** A store's methods live on its class: they are taken along one by one. */
function bound(store: Parameters<NonNullable<Planted['store']>>[0]) {
  return {
    load: () => store.load(),
    saveOpen: store.saveOpen.bind(store),
    finish: store.finish.bind(store),
    forget: store.forget.bind(store),
    find: store.find.bind(store),
    finishedOn: store.finishedOn.bind(store),
    probe: () => store.probe(),
    close: () => store.close(),
  };
}
