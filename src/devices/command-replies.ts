/** A gun answers a command, if at all, within this time, ms. */
const ANSWER_MS = 2000;
/** Commands whose answers are waited for at once. */
const MOST_COMMANDS = 4;

const ENQ = 0x05;
const ACK = 0x06;
const NAK = 0x15;

/** Knows a gun's answers to what it was told: they come in the stream of codes. */
export interface Replies {
  told(command: Uint8Array, at: number): void;
  /** Whether a control character ends an answer, given the text that came before it. */
  isAnswer(control: number, text: string, at: number): boolean;
  /** Whether this byte, straight after an answer, belongs to it. */
  isRest(byte: number): boolean;
  /** Whether a whole text is the command itself, sent back by a line with echo. */
  isEcho(text: string, at: number): boolean;
}

interface Told {
  at: number;
  /** The command's printable parts. */
  parts: string[];
  /** What a menu command is answered with before ACK, NAK or ENQ, and the mark behind it. */
  answer: string;
  mark: number | undefined;
}

/**
 * Honeywell guns answer a menu command (`SYN M CR name .`) by its name, then ACK (done), NAK (not done) or ENQ (not
 * known), then its last mark; other guns by one of the three alone.
 */
export function createReplies(): Replies {
  let commands: Told[] = [];
  /** What may come straight behind the answer that has just ended. */
  let rest: readonly (number | undefined)[] = [];

  const recent = (at: number) => {
    commands = commands.filter((each) => at - each.at <= ANSWER_MS);
    return commands;
  };

  return {
    told(command, at) {
      const printable = Buffer.from(command)
        .toString('latin1')
        .split(/[^ -~]+/);
      const parts = printable.filter((part) => part !== '');
      const last = parts.at(-1) ?? '';
      const hasMark = /[.!,;?]$/.test(last);
      const answer = hasMark ? last.slice(0, -1) : last;
      const mark = hasMark ? last.charCodeAt(last.length - 1) : undefined;
      commands = [...recent(at), { at, parts, answer, mark }].slice(-MOST_COMMANDS);
    },
    isAnswer(control, text, at) {
      rest = [];
      if (control !== ACK && control !== NAK && control !== ENQ) return false;
      const fits = ({ answer }: Told) => text === '' || text.toUpperCase() === answer.toUpperCase();
      const answered = recent(at).filter(fits);
      rest = answered.map(({ mark }) => mark);
      return answered.length > 0;
    },
    isRest(byte) {
      if (rest.length === 0) return false;
      const isIt = rest.includes(byte);
      rest = [];
      return isIt;
    },
    isEcho: (text, at) => commands.length > 0 && recent(at).some(({ parts }) => parts.includes(text)),
  };
}
