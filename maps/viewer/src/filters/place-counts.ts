/** How many incidents have places of each kind and each precision, as filters of places leave them. */

/** Of what turns a place away: its kind alone, its precision alone. Others are told by higher bits. */
export const [KIND, PREC] = [1, 2];

export class PlaceCounts {
  /** Places alike in both are of one group, of which a place alone is counted. */
  private readonly groups: Uint8Array | Uint16Array;
  private readonly size: number;
  private readonly precs: number;
  /** Incidents of one place by group: of those that nothing turns away, that their kind does, that their precision does. */
  private readonly single: Uint32Array;
  /** The incident that was counted last for each kind and each precision. */
  private readonly lastKind: Int32Array;
  private readonly lastPrec: Int32Array;

  /** @param kinds how many there are; codes are less */
  constructor(
    private readonly kind: Uint8Array,
    private readonly prec: Uint8Array,
    kinds: number,
    precs: number,
  ) {
    this.precs = precs;
    this.size = kinds * precs;
    this.groups = this.size <= 256 ? new Uint8Array(kind.length) : new Uint16Array(kind.length);
    for (let row = 0; row < kind.length; row++) this.groups[row] = kind[row]! * precs + prec[row]!;
    this.single = new Uint32Array(3 * this.size);
    this.lastKind = new Int32Array(kinds);
    this.lastPrec = new Int32Array(precs);
  }

  clear(): void {
    this.single.fill(0);
    this.lastKind.fill(-1);
    this.lastPrec.fill(-1);
  }

  /** Count an incident that has one place. */
  one(row: number, bits: number, weight: number): void {
    if (bits <= PREC) this.single[bits * this.size + this.groups[row]!]! += weight;
  }

  /** Count one of several places of an incident: it counts once a kind and once a precision. */
  several(row: number, bits: number, weight: number, incident: number, kinds: Uint32Array, precs: Uint32Array): void {
    const [kind, prec] = [this.kind[row]!, this.prec[row]!];
    if ((bits & ~KIND) === 0 && this.lastKind[kind] !== incident) {
      this.lastKind[kind] = incident;
      kinds[kind]! += weight;
    }
    if ((bits & ~PREC) === 0 && this.lastPrec[prec] !== incident) {
      this.lastPrec[prec] = incident;
      precs[prec]! += weight;
    }
  }

  /** Add what was counted of incidents of one place. */
  add(kinds: Uint32Array, precs: Uint32Array): void {
    const { single, size } = this;
    for (let group = 0; group < size; group++) {
      const prec = group % this.precs;
      const kind = (group - prec) / this.precs;
      kinds[kind]! += single[group]! + single[KIND * size + group]!;
      precs[prec]! += single[group]! + single[PREC * size + group]!;
    }
  }
}
