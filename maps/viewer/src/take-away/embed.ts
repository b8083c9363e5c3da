/**
 * Code for another page that shows this one in a frame, which may run scripts, save files, print, and open sources in a tab of
 * their own. It has no style, which the policy of a strict site would refuse.
 */
export function embedCode(address: string, title: string): string {
  const safe = (text: string): string =>
    text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return (
    `<iframe src="${safe(address)}" title="${safe(title)}" width="100%" height="640" ` +
    'frameborder="0" loading="lazy" sandbox="' +
    'allow-scripts allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox"></iframe>'
  );
}
