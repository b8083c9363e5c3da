/** Code for another page that shows this one in a frame, which may run scripts and save files only. */
export function embedCode(address: string, title: string): string {
  const safe = (text: string): string =>
    text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return (
    `<iframe src="${safe(address)}" title="${safe(title)}" width="100%" height="640" ` +
    'style="border:0" loading="lazy" sandbox="allow-scripts allow-downloads"></iframe>'
  );
}
