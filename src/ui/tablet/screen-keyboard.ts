/**
 * A tablet's own keyboard covers half of the page. Where the browser does not shrink the page for it, the style sheet is
 * told how much is left, so that what is pressed next stays in sight.
 */
export function fitOverKeyboard(): void {
  const view = window.visualViewport;
  if (!view) return;
  const { style } = document.documentElement;
  const fit = () => {
    // Somebody has drawn the page larger with two fingers: then a part of it is meant to be out of sight.
    const isCovered = view.scale === 1 && window.innerHeight - view.height > 1;
    if (isCovered) style.setProperty('--seen-height', `${Math.round(view.height)}px`);
    else style.removeProperty('--seen-height');
  };
  view.addEventListener('resize', fit);
}
