/** The gateway simulator: what the till's wiring and the scripts use of it. */
export { CODE_KINDS, makeCode } from './codes.ts';
export type { Truth } from './ledger.ts';
export { OUTCOMES, type OutcomeId } from './outcomes.ts';
export { type Sandbox, type SandboxParts, startSandbox } from './server.ts';
export { writeTillConfig } from './till-config.ts';
