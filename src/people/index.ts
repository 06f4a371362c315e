export { type ChainReport, checkChain, hasLink, linked } from './audit-chain.ts';
export {
  type Actor,
  type ChangeResult,
  CONSOLE,
  People,
} from './people.ts';
export { arePeople, type PeopleDocument, type PersonFacts } from './person.ts';
export { areMisses, type MissesDocument } from './pin-delays.ts';
export { PinHasher } from './pin-hash.ts';
