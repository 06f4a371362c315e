/** Runs in a page: functions that look at colours as they are painted; each colour `[red, green, blue, alpha]`. */
const COLOURS = `
  const read = (colour) => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\\d.]+/g) ?? []).map(Number);
    return [red, green, blue, alpha];
  };
  const groundOf = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const ground = read(getComputedStyle(each).backgroundColor);
      if (ground[3] > 0.9) return ground;
      if (each.tagName === 'DIALOG') break;
    }
    return read(getComputedStyle(document.body).backgroundColor);
  };
  const luminance = (colour) => {
    const [red, green, blue] = colour.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const nameOf = (element) => element.tagName.toLowerCase() + '.' + (element.getAttribute('class') ?? '') + ' ' + (element.dataset.testid ?? '');
`;

/**
 * Runs in a page: what has the focus, its name, and what is wrong with how that is seen: no outline, a thin one, one in
 * the colour of its ground, or one outside the window. Nothing has it: undefined. What is ticked shows it on its label.
 */
export const FOCUS_SEEN = `(() => {
  ${COLOURS}
  const focused = document.activeElement;
  if (!focused || focused === document.body) return undefined;
  const shown = focused.matches('.choice-input') ? focused.nextElementSibling : focused;
  const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = getComputedStyle(shown);
  const ground = groundOf(parseFloat(outlineOffset) < 0 ? shown : shown.parentElement);
  const apart = contrast(read(outlineColor), ground);
  const { top, bottom, left, right } = shown.getBoundingClientRect();
  const wrong =
    outlineStyle === 'none' || parseFloat(outlineWidth) < 2 ? 'has no outline'
    : apart < 3 ? 'has an outline that is only ' + apart.toFixed(1) + ' from its ground'
    : top < -1 || left < -1 || bottom > innerHeight + 1 || right > innerWidth + 1 ? 'is outside the window'
    : undefined;
  return { name: nameOf(focused).trim(), wrong };
})()`;

/** Runs in a page: how many buttons stand out from their ground by a colour of their own or by a border. Marks them. */
export const MARK_BUTTONS = `(() => {
  ${COLOURS}
  const standsOut = (button) => {
    const { backgroundColor, borderTopWidth, borderTopColor } = getComputedStyle(button);
    return read(backgroundColor)[3] > 0.5 || (parseFloat(borderTopWidth) > 0 && read(borderTopColor)[3] > 0);
  };
  const buttons = [...document.querySelectorAll('#root button')].filter((button) => button.checkVisibility() && standsOut(button));
  for (const button of buttons) button.dataset.standsOut = '';
  return buttons.length;
})()`;

/** Runs in a page in the reader's own colours: marked buttons without a border, words and icons that are lost on their ground, a state without both. */
export const LOST = `(() => {
  ${COLOURS}
  const seen = [...document.querySelectorAll('#root *')].filter((element) => element.checkVisibility() && !element.closest('.hidden'));
  const isBare = (button) => {
    const { borderTopWidth, borderTopStyle, borderTopColor } = getComputedStyle(button);
    return parseFloat(borderTopWidth) < 1 || borderTopStyle === 'none' || contrast(read(borderTopColor), groundOf(button.parentElement)) < 3;
  };
  const hasWords = (element) => !element.closest('svg') && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
  const isLost = (element, colour) => contrast(read(colour), groundOf(element)) < 3;
  const isTold = (overlay) => overlay.querySelector('.ring-icon')?.checkVisibility() && overlay.querySelector('[data-testid=state]')?.textContent;
  return [
    ...seen.filter((element) => element.matches('.overlay') && !isTold(element)).map(() => 'the state has no icon or no word'),
    ...seen.filter((element) => 'standsOut' in element.dataset && isBare(element)).map((element) => nameOf(element) + ' has no border'),
    ...seen.filter((element) => hasWords(element) && isLost(element, getComputedStyle(element).color)).map((element) => nameOf(element) + ': its words are lost'),
    ...seen.filter((element) => element.matches('svg path') && getComputedStyle(element).stroke !== 'none' && isLost(element, getComputedStyle(element).stroke)).map((element) => 'the icon in ' + nameOf(element.closest('svg').parentElement) + ' is lost'),
  ];
})()`;
