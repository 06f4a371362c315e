import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDockerfile, wordsOf } from './dockerfile.mjs';
import { buildStage, makeContext, putNode } from './image.mjs';
import { eventually } from './till.mjs';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/** The Dockerfile's own steps, for where there is no engine; then what it says is run as an engine would run it. */
export async function dockerStory({ tools, checks: { check }, work }) {
  const stages = parseDockerfile(readFileSync(join(REPOSITORY, 'Dockerfile'), 'utf8'));
  const last = stages.at(-1);
  const built = new Map();
  let image;
  await check('each stage of the Dockerfile can be built', async () => {
    const context = join(work, 'context');
    makeContext(REPOSITORY, context);
    for (const [index, stage] of stages.entries()) {
      const root = join(work, `stage-${index}`);
      await tools.copyRoot('bookworm', root, { isBare: true });
      if (stage.image.startsWith('node:')) putNode(root, { image: stage.image, npm: ownNpm(), work });
      image = buildStage(stage, { root, context, stages: built });
      if (stage.as !== undefined) built.set(stage.as, root);
    }
    return true;
  });
  if (image === undefined) return;
  const user = last.steps.find(({ name }) => name === 'USER')?.rest;
  const run = isolated(image, user);
  const till = spawn(...run([...wordsOf(last, 'ENTRYPOINT'), ...wordsOf(last, 'CMD')]), { stdio: 'pipe' });
  let said = '';
  for (const stream of [till.stdout, till.stderr]) stream.on('data', (text) => (said += text));
  const ended = new Promise((resolve) => till.on('close', resolve));
  const within = (words) => {
    const inner = innerOf(till);
    const into = [
      '-t',
      inner,
      '-m',
      '-n',
      '-p',
      '-r',
      '-w',
      '--setuid',
      '990',
      '--setgid',
      '990',
      '--',
      ...words,
    ];
    return spawnSync('nsenter', into, { encoding: 'utf8', env: image.env });
  };
  await check('the container starts as its own user, on the sandbox', () =>
    eventually(() => said.includes('Till ready') || said),
  );
  await check('its health check says that it lives', () => {
    const { status, stdout, stderr } = within(wordsOf(last, 'HEALTHCHECK'));
    return (status === 0 && stdout.includes('"status"')) || `${status} ${stdout}${stderr}`;
  });
  await check('a sale is made in it', () => {
    const charge = `const answer = await fetch('http://127.0.0.1:8080/api/v1/lanes/1/charge', { method: 'POST',
      headers: { 'content-type': 'application/json' }, body: '{"amount":"5.00"}' }); console.log(answer.status);`;
    const charged = within(['node', '--input-type=module', '--eval', charge]);
    const scanned = within(['scantill', 'scan']);
    const listed = within(['scantill', 'orders', 'list']);
    return (
      listed.stdout.includes('paid') ||
      [charged, scanned, listed].map(({ stdout, stderr }) => stdout + stderr).join()
    );
  });
  await check('its signal ends it in time, and well', async () => {
    const signal = last.steps.find(({ name }) => name === 'STOPSIGNAL')?.rest;
    const startedAt = performance.now();
    execFileSync('kill', ['-s', signal.replace('SIG', ''), innerOf(till)]);
    const code = await ended;
    const seconds = (performance.now() - startedAt) / 1000;
    return (code === 0 && seconds < 15) || `exit ${code} after ${seconds.toFixed(1)} s: ${said.slice(-500)}`;
  });
  await check('it is small, and holds nothing of the build', () => {
    const megabytes = Number(
      execFileSync('du', ['-sm', join(image.root, 'opt/scantill')], { encoding: 'utf8' }).split('\t')[0],
    );
    const { status } = spawnSync('chroot', [
      image.root,
      'sh',
      '-c',
      'command -v npm || ls /build /opt/scantill/src',
    ]);
    return (megabytes < 80 && status !== 0) || `${megabytes} MB, ${status}`;
  });
}

const innerOf = (host) =>
  readFileSync(`/proc/${host.pid}/task/${host.pid}/children`, 'utf8').trim().split(' ')[0];

/** Runs words in a stage's folder with processes and a network of their own, as the stage's user. */
function isolated({ root, folder, env }, user) {
  const settings = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  return (words) => {
    const inside = ['chroot', '--userspec', user, root, 'env', '-i', '-C', folder, ...settings, ...words];
    const script = `ip link set lo up 2>/dev/null; mount -t proc proc ${root}/proc; exec "$@"`;
    return [
      'unshare',
      ['--mount', '--net', '--pid', '--fork', '--kill-child', 'sh', '-c', script, 'run', ...inside],
    ];
  };
}

/** The npm that belongs to the Node that runs this. */
function ownNpm() {
  return execFileSync('sh', ['-c', 'dirname "$(dirname "$(readlink -f "$(command -v npm)")")"'], {
    encoding: 'utf8',
  }).trim();
}
