/**
 * Runs in a page: the elements whose words do not fit, or that lie outside the window. Line boxes may be lower than
 * their letters, so only what scrolls can hide something below.
 */
export const CUT_OFF = `[...document.querySelectorAll('#root *')].filter((element) => {
  if (element.closest('svg, .hidden')) return false;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const isLower = box.bottom > innerHeight + 1 && !document.querySelector('.main');
  const isOutside = box.right > innerWidth + 1 || isLower || box.left < -1 || box.top < -1;
  const isTooWide = element.scrollWidth > element.clientWidth + 1;
  const isTooHigh = style.overflowY === 'auto' && element.scrollHeight > element.clientHeight + 1;
  return isOutside || (style.display !== 'inline' && element.clientHeight > 0 && (isTooWide || isTooHigh));
}).map((element) => element.tagName.toLowerCase() + '.' + element.className)`;
