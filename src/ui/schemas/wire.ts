import { z } from 'zod';

/** What has been put into plain objects, so that two ways to write the same shape are the same type. */
type Plain<T> = unknown extends T
  ? T
  : T extends readonly (infer Element)[]
    ? Plain<Element>[]
    : T extends object
      ? { [Key in keyof T]: Plain<T[Key]> }
      : T;

type IsSame<A, B> =
  (<T>() => T extends Plain<A> ? 1 : 2) extends <T>() => T extends Plain<B> ? 1 : 2 ? true : false;

/**
 * A schema of exactly the type `T`, by its name in the documentation: one that has more, less or other fields than the type
 * does not compile.
 */
export const wire =
  <T>() =>
  <S extends z.ZodType>(id: string, schema: IsSame<z.input<S>, T> extends true ? S : never): S =>
    (schema as S).meta({ id }) as S;

/** An amount of money: a text with exactly the decimals of its currency. */
export const amount = z.string().meta({
  id: 'Amount',
  description: 'Decimal text with exactly the decimals of the currency: "12.30" USD, "1230" JPY',
  examples: ['12.30'],
});

/** A moment: ISO 8601 in UTC. */
export const time = z.string().meta({
  id: 'Time',
  description: 'ISO 8601 in UTC',
  format: 'date-time',
  examples: ['2026-11-21T10:00:00.000Z'],
});

/** Where nothing has to be said but the status. */
export const nothing = z.strictObject({}).meta({ id: 'Nothing', description: 'An empty object' });
