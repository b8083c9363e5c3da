/** Text that is safe in any file, as `geo/text.py` has it. */

// U+200C to U+200F stay: Persian and Pashto are spelt with them.
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069]/g;
const SURROGATE = /\p{Surrogate}/gu;

/** NFC, without control and bidirectional control characters; a lone surrogate becomes U+FFFD. */
export function clean(text: string): string {
  if (/^[\t\n\r -~]*$/.test(text)) return text;
  return text.replace(SURROGATE, "\ufffd").replace(CONTROL, "").normalize("NFC");
}
