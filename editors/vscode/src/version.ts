/** The oldest server that knows what this extension asks for. */
export const MINIMUM_SERVER = "0.1.0";

/** The Pythons that the server runs on; the bundle's native libraries tell the upper end themselves. */
export const MINIMUM_PYTHON = "3.11";

/** The first version in what a program prints for `--version`, such as `0.1.0` in `rust-perf-analyzer 0.1.0`. */
export function versionIn(printed: string): string | undefined {
  return /\b\d+(?:\.\d+)+/.exec(printed)?.[0];
}

/** Whether a version is the wanted one or a later one; parts that are not written count as 0. */
export function isAtLeast(version: string, wanted: string): boolean {
  const [has, needs] = [version, wanted].map((text) => text.split(".").map(Number));
  for (let place = 0; place < Math.max(has.length, needs.length); place += 1) {
    const difference = (has[place] ?? 0) - (needs[place] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
