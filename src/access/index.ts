export { areDevices, type Device, type DevicesDocument } from './device.ts';
export { type DeviceRefusal, Devices, type Found } from './devices.ts';
export { type CodeRefusal, type CodeState, type MadeCode, PairingCodes } from './pairing-codes.ts';
