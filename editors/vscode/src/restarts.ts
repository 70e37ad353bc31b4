const PAUSES = [1_000, 2_000, 4_000, 8_000];
const MEMORY = 180_000;

/** How often a server that dies is started again: after growing pauses, and no more after a few deaths in a short time. */
export class Restarts {
  private deaths: number[] = [];

  /** The pause in milliseconds before the next start, or undefined when it should stay down. */
  afterDeath(now: number): number | undefined {
    this.deaths = [...this.deaths.filter((death) => now - death < MEMORY), now];
    return PAUSES[this.deaths.length - 1];
  }

  forget(): void {
    this.deaths = [];
  }
}
