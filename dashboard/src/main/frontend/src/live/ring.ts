/** The last values of something, in a fixed amount of memory however long the page stays open. */
export class Ring {
  private readonly times: Float64Array;
  private readonly values: Float64Array;
  private next = 0;
  private filled = 0;

  constructor(capacity: number) {
    this.times = new Float64Array(capacity);
    this.values = new Float64Array(capacity);
  }

  get size(): number {
    return this.filled;
  }

  /** Adds a value; null is a gap. The oldest one goes when there is no room. */
  push(time: number, value: number | null) {
    this.times[this.next] = time;
    this.values[this.next] = value ?? Number.NaN;
    this.next = (this.next + 1) % this.times.length;
    this.filled = Math.min(this.filled + 1, this.times.length);
  }

  /** All values, oldest first. */
  read(): { t: number[]; value: (number | null)[] } {
    const t: number[] = [];
    const value: (number | null)[] = [];
    const start = (this.next - this.filled + this.times.length) % this.times.length;
    for (let i = 0; i < this.filled; i++) {
      const at = (start + i) % this.times.length;
      const read = this.values[at]!;
      t.push(this.times[at]!);
      value.push(Number.isNaN(read) ? null : read);
    }
    return { t, value };
  }
}
