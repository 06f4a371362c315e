/** The front door of the doctor: what the till's own page shows of this machine. */
export { type ProcessFacts, thisMachine } from './machine.ts';
export { createTillDoctor } from './till-doctor.ts';
