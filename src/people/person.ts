import { z } from 'zod';

/** Somebody who works here, as the till keeps it. */
export interface Person {
  /** `p1`, `p2`, …: never given to anybody else, also not after they have left. */
  id: string;
  name: string;
  role: Role;
  /** `left`: works here no more. What they did keeps their name. */
  state: 'active' | 'left';
  pin: PinHash;
  /** Epoch ms. */
  createdAt: number;
  changedAt: number;
}

export type Role = 'cashier' | 'technician' | 'manager';

/** What is kept of a PIN: scrypt's result with the salt and the costs it was made with. */
export interface PinHash {
  /** Base64. */
  salt: string;
  hash: string;
  cost: number;
  blockSize: number;
  parallelization: number;
}

/** All people of the till: `people.json`. */
export interface PeopleDocument {
  schema: 1;
  /** The number of the next person. */
  next: number;
  people: Person[];
}

/** What may be told of a person. */
export interface PersonFacts {
  id: string;
  name: string;
  role: Role;
}

/** As long as somebody may be called on a screen and in the books. */
export const LONGEST_NAME = 40;

export const factsOf = ({ id, name, role }: Person): PersonFacts => ({ id, name, role });

const costs = z.int().positive();
const documentSchema = z.object({
  schema: z.literal(1),
  next: z.int().positive(),
  people: z.array(
    z.object({
      id: z.string().regex(/^p\d{1,6}$/),
      name: z.string().min(1).max(LONGEST_NAME),
      role: z.enum(['cashier', 'technician', 'manager']),
      state: z.enum(['active', 'left']),
      pin: z.object({
        salt: z.base64(),
        hash: z.base64(),
        // More than these would let a file stop the till.
        cost: costs.max(2 ** 20),
        blockSize: costs.max(32),
        parallelization: costs.max(16),
      }),
      createdAt: z.number(),
      changedAt: z.number(),
    }),
  ),
});

/** Whether what was read is a list of people, each of another id. */
export function arePeople(value: unknown): value is PeopleDocument {
  const { success, data } = documentSchema.safeParse(value);
  if (!success) return false;
  const ids = data.people.map(({ id }) => id);
  return new Set(ids).size === ids.length && ids.every((id) => Number(id.slice(1)) < data.next);
}
