/** `npm run people`. Exit 0 where it is done, 1 where it is not, 2 for wrong arguments. */
import { CommanderError } from 'commander';
import { TillError } from '../src/errors.ts';
import { type Listed, openConsole, type PeopleConsole } from './people/console.ts';
import { type PeopleOptions, type PeopleWish, parsePeopleOptions } from './people/options.ts';
import { NoPin, readPin } from './people/pin-input.ts';
import { configAt, exitCodeOf } from './people/place.ts';
import { NotDone } from './people/till-door.ts';

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const options = parsePeopleOptions(process.argv.slice(2), process.env);
    await run(options);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof TillError) {
      console.error(`${error.message}\n${error.hint}`);
      return exitCodeOf(error);
    }
    if (error instanceof NotDone || error instanceof NoPin) console.error(error.message);
    else throw error;
    return 1;
  }
}

async function run({ wish, place, json }: PeopleOptions): Promise<void> {
  const loaded = configAt(place, process.env);
  // Asked for before the folder is taken: a till must not wait for somebody who thinks of a PIN.
  const pin =
    wish.do === 'add' || wish.do === 'pin'
      ? await readPin(process.stdin, (text) => process.stderr.write(text))
      : '';
  const people = await openConsole(loaded);
  try {
    const told = await done(people, wish, pin);
    if (json) console.log(JSON.stringify(wish.do === 'list' ? { people: told } : { person: told[0] }));
    else if (told.length === 0) console.log('Nobody is on the list yet.');
    else for (const person of told) console.log(lineOf(person));
  } finally {
    await people.close();
  }
}

async function done(people: PeopleConsole, wish: PeopleWish, pin: string): Promise<Listed[]> {
  switch (wish.do) {
    case 'list':
      return people.list();
    case 'add':
      return [await people.add({ name: wish.name, role: wish.role, pin })];
    case 'pin':
      return [await people.change(wish.id, { pin })];
    case 'leave':
      return [await people.change(wish.id, { state: 'left' })];
  }
}

function lineOf({ id, name, role, state }: Listed): string {
  return `${id.padEnd(5)} ${role.padEnd(8)} ${name}${state === 'left' ? ' (left)' : ''}`;
}
