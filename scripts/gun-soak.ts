import { Command } from 'commander';
import { runGunSoak } from './gun-soak/run-gun-soak.ts';

/** Guns whose cables are pulled all day: `npm run soak:guns -- --scans 10000 --unplugs 500`. Exits 1 on a violation. */

const options = new Command('soak:guns')
  .description(
    'Scans over virtual serial ports and TCP while cables are pulled: no code may be lost, doubled, joined or halved.',
  )
  .option('--scans <number>', 'how many whole codes in all', '10000')
  .option('--unplugs <number>', 'how many times a cable is pulled', '500')
  .option('--seed <number>', 'decides what happens when', '1')
  .option('--json', 'the figures as one line of JSON')
  .parse()
  .opts<{ scans: string; unplugs: string; seed: string; json?: boolean }>();

const { violations, grown, ...figures } = await runGunSoak({
  scans: Number(options.scans),
  unplugs: Number(options.unplugs),
  seed: Number(options.seed),
  onProgress: (scans, unplugs) => console.error(`${scans} scans, ${unplugs} unplugs`),
});
const wrong = [...violations, ...grown];
if (options.json) console.log(JSON.stringify({ ...figures, violations, grown }));
else {
  for (const [name, value] of Object.entries(figures)) console.log(`${name}: ${JSON.stringify(value)}`);
  console.log(`violations: ${wrong.length}`);
}
for (const what of wrong) console.error(what);
if (wrong.length > 0) process.exitCode = 1;
