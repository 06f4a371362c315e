import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Clock } from '../../../clock.ts';
import type { PersonFacts, SessionFacts, WirePeople } from '../../messages.ts';
import type { Rest } from '../rest.ts';
import type { Wanted } from '../till.ts';

/** What the pad has to say; the view has the words. */
export type PadRemark =
  | 'wrongPin'
  | 'busy'
  | 'notSaved'
  | 'noAnswer'
  | 'refused'
  | 'nobodyHere'
  | 'noManagerHere'
  | 'listDamaged';

/** The question for a PIN: whose, then which. */
export interface PinPad {
  /** Nothing until the till has told. */
  people: ReadonlySignal<readonly PersonFacts[] | undefined>;
  chosen: ReadonlySignal<PersonFacts | undefined>;
  /** How many digits are typed. Which they are is told to nobody but the till. */
  digits: ReadonlySignal<number>;
  remark: ReadonlySignal<PadRemark | undefined>;
  /** Whole seconds until the next PIN is looked at; 0: now. */
  waitSeconds: ReadonlySignal<number>;
  busy: ReadonlySignal<boolean>;
  /** Rises with each wrong PIN. */
  shakes: ReadonlySignal<number>;
  mayEnter: ReadonlySignal<boolean>;
  choose(person: PersonFacts | undefined): void;
  digit(digit: string): void;
  back(): void;
  clear(): void;
  enter(): void;
  /** Asks the till again who works here. */
  load(): void;
  /** The pad is gone. */
  end(): void;
}

export interface PinPadParts {
  wanted: Wanted;
  rest: Rest;
  clock: Clock;
  /** The time now, ms, told a few times a second. */
  nowMs: ReadonlySignal<number>;
}

/** As the till has it. */
const LEAST_DIGITS = 4;
const MOST_DIGITS = 8;
/** Nobody typed or chose for so long: whoever was asked has gone. */
const IDLE_MS = 60_000;

export function createPinPad({ wanted, rest, clock, nowMs }: PinPadParts): PinPad {
  const people = signal<readonly PersonFacts[] | undefined>(undefined);
  const chosen = signal<PersonFacts | undefined>(undefined);
  const remark = signal<PadRemark | undefined>(undefined);
  const digits = signal(0);
  const busy = signal(false);
  const shakes = signal(0);
  const waitUntil = signal(0);
  /** Never in a signal that a view reads. */
  let pin = '';
  let hasEnded = false;
  let stopIdle = () => {};
  const waitSeconds = computed(() => Math.max(0, Math.ceil((waitUntil.value - nowMs.value) / 1000)));
  const mayEnter = computed(() => digits.value >= LEAST_DIGITS && !busy.value && waitSeconds.value === 0);

  function touched(): void {
    stopIdle();
    stopIdle = clock.after(IDLE_MS, () => wanted.answer(undefined));
  }

  function setPin(text: string): void {
    pin = text;
    digits.value = text.length;
    touched();
  }

  async function load(): Promise<void> {
    remark.value = undefined;
    const answer = await rest.ask<WirePeople>('/people');
    if (hasEnded) return;
    if (answer.kind !== 'done') {
      remark.value = answer.kind === 'unknown' ? 'noAnswer' : 'refused';
      return;
    }
    const { people: all, isDamaged } = answer.body;
    const fit = all.filter(
      ({ state, role }) => state === 'active' && (wanted.need === 'person' || role === 'manager'),
    );
    people.value = fit;
    if (fit.length === 1) chosen.value = fit[0];
    if (fit.length > 0) return;
    if (isDamaged) remark.value = 'listDamaged';
    else remark.value = wanted.need === 'manager' ? 'noManagerHere' : 'nobodyHere';
  }

  async function enter(): Promise<void> {
    const person = chosen.value;
    if (!person || !mayEnter.value) return;
    busy.value = true;
    remark.value = undefined;
    const body = { person: person.id, pin, kind: wanted.need === 'manager' ? 'act' : 'shift' };
    setPin('');
    const answer = await rest.ask<SessionFacts>('/sessions', { method: 'POST', body });
    if (hasEnded) return;
    busy.value = false;
    touched();
    if (answer.kind === 'done') {
      wanted.answer(answer.body);
      return;
    }
    if (answer.kind === 'unknown') {
      remark.value = 'noAnswer';
      return;
    }
    if (answer.waitSeconds !== undefined) waitUntil.value = nowMs.value + answer.waitSeconds * 1000;
    if (answer.code === 'wrongPin' || answer.code === 'pinWait') {
      remark.value = 'wrongPin';
      shakes.value += 1;
    } else remark.value = answer.code === 'busy' || answer.code === 'notSaved' ? answer.code : 'refused';
  }

  touched();
  void load();
  return {
    people,
    chosen,
    digits,
    remark,
    waitSeconds,
    busy,
    shakes,
    mayEnter,
    choose: (person) => {
      chosen.value = person;
      remark.value = undefined;
      waitUntil.value = 0;
      setPin('');
    },
    digit: (digit) => {
      if (!chosen.value || busy.value || waitSeconds.value > 0 || pin.length >= MOST_DIGITS) return;
      if (remark.value === 'wrongPin') remark.value = undefined;
      setPin(pin + digit);
    },
    back: () => setPin(pin.slice(0, -1)),
    clear: () => setPin(''),
    enter: () => void enter(),
    load: () => void load(),
    end: () => {
      hasEnded = true;
      pin = '';
      stopIdle();
    },
  };
}
