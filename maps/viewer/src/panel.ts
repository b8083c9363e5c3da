// The panel beside the map (a sheet below it on a phone) and the card it shows.

/** Shows a card in the panel; false where the page has no panel (somebody else's map). */
export function showCard(content: Node, onClose?: () => void): boolean {
  void content;
  void onClose;
  return false;
}

/** Takes the card away again. */
export function hideCard(): void {}
