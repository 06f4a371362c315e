import { configDefaults, defineConfig } from 'vitest/config';

const PAGES = 'test/e2e/**';

/** Browsers take all of a machine: the tests that live on a fast clock do not run beside them. */
export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'till',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, PAGES],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: 'pages', include: [`${PAGES}/*.test.ts`], maxWorkers: 2, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
