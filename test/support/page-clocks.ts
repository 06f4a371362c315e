/**
 * Runs in a page before everything else. Lets its clocks be put on, as if it had stood there for long, by
 * `putOn(ms)`; its timers, and the till, go on as they are. `openTimers` are those that have not yet rung.
 */
export const PAGE_CLOCKS = `{
  const [steady, wall] = [performance.now.bind(performance), Date.now];
  let ahead = 0;
  performance.now = () => steady() + ahead;
  Date.now = () => wall() + ahead;
  window.putOn = (ms) => { ahead = ms; };

  const [start, stop] = [window.setTimeout.bind(window), window.clearTimeout.bind(window)];
  const open = new Set();
  window.setTimeout = (run, ms, ...rest) => {
    const id = start((...args) => { open.delete(id); run(...args); }, ms, ...rest);
    open.add(id);
    return id;
  };
  window.clearTimeout = (id) => { open.delete(id); stop(id); };
  Object.defineProperty(window, 'openTimers', { get: () => open.size });
}`;
