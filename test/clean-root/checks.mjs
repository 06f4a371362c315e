import { say } from './say.mjs';

/** Counts what held and what did not; a check that fails ends nothing, so that one run tells all. */
export function createChecks() {
  const failures = [];
  let passed = 0;
  const fail = (title, why) => {
    failures.push(title);
    say(`FAILED    ${title}\n          ${String(why).trim().replaceAll('\n', '\n          ')}`);
  };
  return {
    /** `act` throws, or returns anything but true, where it does not hold: what it returned is told. */
    async check(title, act) {
      try {
        const held = await act();
        if (held !== true) return fail(title, typeof held === 'string' ? held : JSON.stringify(held));
        passed += 1;
        say(`ok        ${title}`);
      } catch (error) {
        fail(title, error.stack);
      }
    },
    /** Something that no check expected. */
    broken: (error) => fail('it could be tried at all', error.stack),
    report() {
      say(`${passed} passed, ${failures.length} failed, 0 skipped`);
      return failures.length === 0 ? 0 : 1;
    },
  };
}
