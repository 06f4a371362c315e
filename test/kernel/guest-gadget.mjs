/**
 * A USB scanner on the kernel's loop-back bus (dummy_hcd and a configfs gadget). To the kernel it is a plugged device:
 * ids, strings, a descriptor, reports, and a true disconnect.
 */
import {
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { until } from './guest-tap.mjs';

/**
 * HID point of sale: usage page 0x8C, usage 0x02. Input report 2: count, AIM identifier (3), data (56), vendor (2),
 * and bit 0 of the last byte for "goes on". Output report 4: trigger.
 */
const DESCRIPTOR = `
  058c 0902 a101 8502 0912 a102 1500 26ff00 7508 9501 0501 093b 8102 058c 9503 09fb 09fc 09fd 8102 9538 09fe 820201
  0666ff 9502 0904 0905 8102 058c 2501 7501 9501 09ff 8102 9507 8103 c0
  8504 0914 a102 1500 2501 7501 9501 0960 9102 9507 9103 c0 c0`;
const ROOM = 56;

export function createScanner({ vendorId, productId }) {
  const gadget = '/sys/kernel/config/usb_gadget/gun';
  const hid = `${gadget}/functions/hid.usb0`;
  const english = `${gadget}/strings/0x409`;
  for (const folder of [gadget, english, `${gadget}/configs/c.1`, hid]) mkdirSync(folder);
  const settings = {
    [`${gadget}/idVendor`]: `0x${vendorId.toString(16)}`,
    [`${gadget}/idProduct`]: `0x${productId.toString(16)}`,
    [`${english}/manufacturer`]: 'Kernel Lab',
    [`${english}/product`]: 'HID POS scanner',
    [`${english}/serialnumber`]: 'LAB1',
    [`${hid}/report_length`]: '64',
    [`${hid}/report_desc`]: Buffer.from(DESCRIPTOR.replace(/\s/g, ''), 'hex'),
  };
  for (const [path, value] of Object.entries(settings)) writeFileSync(path, value);
  symlinkSync(hid, `${gadget}/configs/c.1/hid.usb0`);
  const [controller] = readdirSync('/sys/class/udc');

  return {
    plugIn: () => writeFileSync(`${gadget}/UDC`, controller),
    unplug: () => writeFileSync(`${gadget}/UDC`, '\n'),
    /** Sends a code as the reports of a Honeywell. */
    async scan(code) {
      const device = openSync(nodeOf(hid), constants.O_RDWR | constants.O_NONBLOCK);
      try {
        for (const report of reportsOf(code))
          await until(() => written(device, report), 'the host takes a report');
      } finally {
        closeSync(device);
      }
    },
  };
}

/** A report is taken once the host has polled the one before. */
function written(device, report) {
  try {
    return writeSync(device, report);
  } catch (error) {
    if (error.code === 'EAGAIN') return 0;
    throw error;
  }
}

function nodeOf(hid) {
  const numbers = readFileSync(`${hid}/dev`, 'utf8');
  const isIt = (name) => readFileSync(`/sys/class/hidg/${name}/dev`, 'utf8') === numbers;
  return `/dev/${readdirSync('/sys/class/hidg').find(isIt)}`;
}

function reportsOf(code) {
  const parts = code.match(new RegExp(`.{1,${ROOM}}`, 'g'));
  return parts.map((part, i) => {
    const report = Buffer.alloc(64);
    report.set([2, part.length, ...Buffer.from(`]Q1${part}`)]);
    report[63] = i < parts.length - 1 ? 1 : 0;
    return report;
  });
}
