/** The test that runs in the guest, as root: it plugs guns in and out, and the till beside it must sell. */
import { foundSteps } from './found-steps.ts';
import { keyboardSteps } from './keyboard-steps.ts';
import { posSteps } from './pos-steps.ts';
import { serialSteps } from './serial-steps.ts';
import { runSteps, type Step, say } from './steps.ts';
import { hasTillEnded, stopTill, tillLog } from './till.ts';
import { virtualSteps } from './virtual-steps.ts';

const endSteps: Step[] = [
  {
    title: 'it has lived through all that, and ends on SIGTERM with 0',
    async run() {
      if (hasTillEnded()) throw new Error('it had ended before');
      const code = await stopTill();
      if (code !== 0) throw new Error(`it ended with ${code}`);
    },
  },
];

process.exitCode = await runSteps([
  ...posSteps,
  ...keyboardSteps,
  ...serialSteps,
  ...foundSteps,
  ...virtualSteps,
  ...endSteps,
]);
if (process.exitCode !== 0) say(tillLog().replace(/^/gm, '# till: '));
process.exit();
