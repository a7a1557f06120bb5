import { defineConfig } from '@playwright/test';

const report = process.env.PLAYWRIGHT_JUNIT_OUTPUT_FILE;

export default defineConfig({
  testDir: 'e2e',
  outputDir: '../../../target/e2e',
  workers: 1, // one server, and figures that mean something
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 30_000 }, // a machine that builds something else beside it
  reporter: report ? [['list'], ['junit', { outputFile: report }]] : 'list',
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.PITWALL_CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--js-flags=--expose-gc',
      ],
    },
  },
});
