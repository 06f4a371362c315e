import type { PlantedEdit } from './edit.ts';
import { EDITS_OF_GUNS } from './edits-of-guns.ts';
import { EDITS_OF_HOUSE } from './edits-of-house.ts';
import { EDITS_OF_MONEY } from './edits-of-money.ts';
import { EDITS_OF_ORDER } from './edits-of-order.ts';
import { EDITS_OF_OUTCOMES } from './edits-of-outcomes.ts';

/** Every wrong edit that the tests must catch. */
export const PLANTED_EDITS: readonly PlantedEdit[] = [
  ...EDITS_OF_OUTCOMES,
  ...EDITS_OF_ORDER,
  ...EDITS_OF_MONEY,
  ...EDITS_OF_GUNS,
  ...EDITS_OF_HOUSE,
];
