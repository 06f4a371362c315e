import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { type Route, type RouteSpec, route } from '../route.ts';
import { docsPage } from './docs-page.ts';
import { DOCS_STYLE } from './docs-style.ts';
import { createDocumentMaker, type OpenApiDocument } from './document.ts';

const HTML = 'text/html; charset=utf-8';
const CSS = 'text/css; charset=utf-8';

/** Where the reader's own way here stands on the page, which is made once: strangers ask by as many names as they like. */
const ORIGIN = 'https://till.invalid';

export interface DocsApiParts {
  /** Of the till. */
  version: string;
  clock: Clock;
}

/** What the routes are, for programs and for people. It tells nothing of the shop, and everybody may read it. */
export function docsRoutes(others: readonly Route[], { version, clock }: DocsApiParts): Route[] {
  let made: Promise<OpenApiDocument> | undefined;
  let page: Promise<string> | undefined;
  const routes: Route[] = [
    route(
      {
        method: 'get',
        path: '/openapi.json',
        act: 'readDocs',
        summary: 'This document',
        answers: { 200: { description: 'OpenAPI 3.1', schema: z.record(z.string(), z.unknown()) } },
      },
      async () => ({ status: 200, body: (await document()) as OpenApiDocument & Record<string, unknown> }),
    ),
    route(
      {
        method: 'get',
        path: '/docs',
        act: 'readDocs',
        summary: 'The same as a page for people',
        answers: { 200: { description: 'A page without scripts', schema: z.string(), type: HTML } },
      },
      async ({ request }) => {
        page ??= document().then((made) => docsPage(made, ORIGIN));
        // It was looked at as one of the till's own names: no letter of it means anything to a page.
        const origin = `${request.protocol}://${request.headers.host ?? 'localhost'}`;
        return { status: 200, body: (await page).replaceAll(ORIGIN, origin) };
      },
    ),
    route(
      {
        method: 'get',
        path: '/docs.css',
        act: 'readDocs',
        summary: 'Its looks',
        answers: { 200: { description: 'A style sheet', schema: z.string(), type: CSS } },
      },
      () => ({ status: 200, body: DOCS_STYLE }),
    ),
  ];
  const specs: readonly RouteSpec[] = [...others, ...routes].map(({ spec }) => spec);
  /** Once, when somebody asks for the first time, and piece by piece: no sale waits for it. */
  const make = async (): Promise<OpenApiDocument> => {
    const maker = createDocumentMaker(version);
    for (const spec of specs) {
      maker.add(spec);
      await clock.sleep(0);
    }
    return Object.freeze({ ...maker.document() });
  };
  const document = () => {
    made ??= make();
    return made;
  };
  return routes;
}
