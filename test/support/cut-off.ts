/**
 * Runs in a page: the elements whose words do not fit, or that lie outside the window. Line boxes may be lower than
 * their letters, so only what scrolls can hide something below. `mayScroll`: what can be scrolled to is not cut off, as
 * on a small window; otherwise only lists, and the pages beside the till (`.main`, `.desk-page`), may be longer than their place.
 */
export function cutOff({ mayScroll }: { mayScroll: boolean }): string {
  return `[...document.querySelectorAll('#root *')].filter((element) => {
  if (element.closest('svg, .hidden') || !element.checkVisibility()) return false;
  const box = element.getBoundingClientRect();
  if (box.width === 0 && box.height === 0) return false;
  const style = getComputedStyle(element);
  const scrolls = (each) => each && (/auto|scroll/.test(getComputedStyle(each).overflowY) || scrolls(each.parentElement));
  const mayBeLong = (${mayScroll} || element.closest('.desk-page')) && scrolls(element);
  const isLower = (box.bottom > innerHeight + 1 || box.top < -1) && !document.querySelector('.main');
  const isOutside = box.right > innerWidth + 1 || box.left < -1 || (isLower && !mayBeLong);
  const isTooWide = element.scrollWidth > element.clientWidth + 1;
  const isTooHigh = style.overflowY === 'auto' && element.tagName !== 'UL' && element.scrollHeight > element.clientHeight + 1 && !mayBeLong;
  return isOutside || (style.display !== 'inline' && element.clientHeight > 0 && (isTooWide || isTooHigh));
}).map((element) => element.tagName.toLowerCase() + [...element.classList].map((name) => '.' + name).join(''))`;
}
