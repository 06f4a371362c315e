import type { ChangeResult } from '../people/index.ts';
import type { Problem } from './problems.ts';

type Refused = Extract<ChangeResult, { ok: false }>;

const seconds = (ms: number) => Math.ceil(ms / 1000);

/** What a refused change or PIN is told as, with when the next PIN is looked at. */
export function problemOf(refused: Refused): Problem {
  const waitMs = 'waitMs' in refused ? refused.waitMs : 0;
  return { ...saidOf(refused), ...(waitMs > 0 && { retryAfterSeconds: seconds(waitMs) }) };
}

function saidOf(refused: Refused): Problem {
  switch (refused.why) {
    case 'wrong': {
      const next =
        refused.waitMs > 0 ? `The next try is looked at in ${seconds(refused.waitMs)} s.` : 'Try again.';
      return { status: 403, code: 'wrongPin', detail: `That person does not have this PIN. ${next}` };
    }
    case 'wait':
      return {
        status: 429,
        code: 'pinWait',
        detail: `After wrong PINs this one was not looked at: try again in ${seconds(refused.waitMs)} s.`,
      };
    case 'busy':
      return {
        status: 503,
        code: 'busy',
        detail: 'Too many PINs are being tried at this moment. Try again.',
      };
    case 'notSaved':
      return { status: 503, code: 'notSaved', detail: 'The disk did not take it. Is the disk full?' };
    case 'pin':
      return PIN_PROBLEMS[refused.problem](refused.role);
    case 'pinNeeded':
      return {
        status: 422,
        code: 'pinNeeded',
        detail: 'Managers and technicians have six digits or more: give a new pin too.',
      };
    case 'name':
      return { status: 422, code: 'nameUnfit', detail: 'name: expected 1 to 40 characters' };
    case 'nameTaken':
      return {
        status: 409,
        code: 'nameTaken',
        detail: 'Somebody else here has that name, and the books tell people by it. Add an initial.',
      };
    case 'noSuchPerson':
      return { status: 404, code: 'noSuchPerson', detail: 'Nobody of that id works here.' };
    case 'lastManager':
      return {
        status: 409,
        code: 'lastManager',
        detail: 'That is the only manager. Make another one first.',
      };
    case 'tooMany':
      return { status: 409, code: 'tooManyPeople', detail: 'There is room for 500 people.' };
    case 'damaged':
      return {
        status: 503,
        code: 'peopleUnreadable',
        detail:
          "The list of people is damaged. On the till's machine a new one is begun: npm run people -- add --name NAME --role manager",
      };
  }
}

type PinRefusal = Extract<Refused, { why: 'pin' }>;
const weak = (code: string, what: string) => (): Problem => ({
  status: 422,
  code,
  detail: `pin: ${what}, which is tried first by who guesses. Choose another.`,
});

const PIN_PROBLEMS: Record<PinRefusal['problem'], (role: PinRefusal['role']) => Problem> = {
  length: (role) => ({
    status: 422,
    code: 'pinLength',
    detail: `pin: expected ${role === 'cashier' ? 'four' : 'six'} to eight digits for a ${role}`,
  }),
  sameDigits: weak('pinSameDigits', 'one digit over and over'),
  run: weak('pinRun', 'digits in a row'),
  repeated: weak('pinRepeated', 'the same digits again'),
};
