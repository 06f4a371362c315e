/** Runs in a page: what can be pressed and is smaller than `least` px, high or wide. A box that is ticked has its label. */
export function smallTargets(least: number): string {
  return `[...document.querySelectorAll('#root :is(button, input, select, textarea, summary, a)')]
  .filter((element) => element.checkVisibility() && !element.matches('[type=checkbox], [type=radio], [type=file], .hidden'))
  .filter((element) => { const { width, height } = element.getBoundingClientRect(); return width < ${least} || height < ${least}; })
  .map((element) => element.tagName.toLowerCase() + '.' + element.className + ' ' + (element.dataset.testid ?? '') + ' is '
    + Math.round(element.getBoundingClientRect().width) + ' by ' + Math.round(element.getBoundingClientRect().height))`;
}

/** Runs in a page: words in letters smaller than `least` px. Those of size 0 beside an icon are for readers of screens alone. */
export function smallLetters(least: number): string {
  return `[...document.querySelectorAll('#root *')]
  .filter((element) => element.checkVisibility() && !element.closest('svg, .hidden'))
  .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''))
  .map((element) => [element, parseFloat(getComputedStyle(element).fontSize)])
  .filter(([element, size]) => size < ${least} && !(size === 0 && element.querySelector('svg, .icon')))
  .map(([element, size]) => element.tagName.toLowerCase() + '.' + element.className + ' is of ' + size + 'px')`;
}

/** Runs in a page: what moves by itself although its reader asked for stillness. */
export const STILL_MOVING = `document.getAnimations()
  .filter(({ playState, effect }) => playState === 'running' && effect.getKeyframes().some((frame) => 'transform' in frame || 'rotate' in frame || 'translate' in frame || 'scale' in frame))
  .map(({ animationName, transitionProperty, effect }) => (animationName ?? transitionProperty) + ' at ' + effect.target.className)`;
