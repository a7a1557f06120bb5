import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import type { Plugin, ProxyOptions } from 'vite';
import { defineConfig } from 'vitest/config';
import { licences } from './scripts/licences.mjs';

// Written straight to where the jar is made from, and emptied first: a jar must not hold the files of an earlier build.
const output = process.env.PITWALL_UI_OUT ?? '../../../target/classes/META-INF/pitwall-dashboard';

// `npm run dev` shows the data of a running server: ./pitwall demo
const server = process.env.PITWALL_URL ?? 'http://127.0.0.1:7070';

// The server takes changes from its own pages only, and the development server's page stands for one.
const asOwn: ProxyOptions = { target: server, changeOrigin: true, headers: { origin: new URL(server).origin } };

/** What the server writes into the page; `npm run dev` serves from the root. */
const base: Plugin = {
  name: 'pitwall-base',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace('<head>', '<head><base href="/" />'),
};

export default defineConfig({
  base: './',
  plugins: [react(), tailwindcss(), base, licences()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    outDir: output,
    emptyOutDir: true,
    target: 'es2023',
    manifest: true,
    assetsInlineLimit: 0, // a data: URL would need a hole in the content security policy
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Changes with React, not with us: it stays in browsers' caches over our releases.
          groups: [{ name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ }],
        },
      },
    },
  },
  server: { proxy: { '/api': asOwn, '/metrics': asOwn, '/healthz': asOwn, '/readyz': asOwn } },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    env: { TZ: 'Europe/Berlin' },
    testTimeout: 20_000,
  },
});
