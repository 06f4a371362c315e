export { areDevices, type DevicesDocument } from './device.ts';
export { type DeviceRefusal, Devices } from './devices.ts';
export { PairingCodes } from './pairing-codes.ts';
