// Shows VS Code in a browser and does there what a test asks for: JSON a line, {id, does, with} in, {id, result | error} out.
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const { installation, executable, profile, width, height, scale } = JSON.parse(process.argv[2]);
const { chromium } = createRequire(`${installation}/`)("playwright-core");
const context = await chromium.launchPersistentContext(profile, {
  executablePath: executable,
  headless: true,
  viewport: { width, height },
  deviceScaleFactor: scale,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const page = context.pages()[0] ?? (await context.newPage());
page.setDefaultTimeout(120_000);

// Nothing leaves the machine.
await context.route("**/*", (route) => {
  const url = new URL(route.request().url());
  const isOurs = url.hostname === "127.0.0.1" || ["blob:", "data:"].includes(url.protocol) || url.hostname.endsWith(".vscode-cdn.net");
  return isOurs ? route.continue() : route.abort();
});

const operations = {
  goto: ({ url }) => page.goto(url).then(() => undefined),
  see: ({ selector }) => page.locator(selector).first().innerText(),
  comes: ({ selector, within }) => page.locator(selector).first().waitFor({ timeout: within }).then(() => true, () => false),
  seeIn: ({ frame, inner, selector }) => page.frameLocator(frame).first().frameLocator(inner).locator(selector).first().innerText(),
  texts: ({ selector }) => page.locator(selector).allInnerTexts(),
  press: ({ keys }) => page.keyboard.press(keys),
  click: ({ selector }) => page.locator(selector).first().click(),
  point: ({ selector }) => page.locator(selector).last().hover(),
  pointAt: ({ x, y }) => page.mouse.move(x, y),
  picture: ({ path }) => picture(path),
};

/** A picture of a page that has come to rest: two in a row are the same. */
async function picture(path) {
  const take = () => page.screenshot({ animations: "disabled" });
  let [before, now] = [await take(), await take()];
  while (!before.equals(now)) [before, now] = [now, await take()];
  await writeFile(path, now);
}

const say = (message) => process.stdout.write(JSON.stringify(message) + "\n");
const lines = createInterface({ input: process.stdin });
lines.on("line", async (line) => {
  const { id, does, with: given } = JSON.parse(line);
  try {
    say({ id, result: (await operations[does](given)) ?? null });
  } catch (error) {
    say({ id, error: String(error?.stack ?? error) });
  }
});
lines.on("close", async () => {
  await context.close();
  process.exit(0);
});
say({ ready: true });
