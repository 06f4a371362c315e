import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { type Route, type RouteSpec, route } from '../route.ts';
import { docsPage } from './docs-page.ts';
import { DOCS_STYLE } from './docs-style.ts';
import { createDocumentMaker, type OpenApiDocument } from './document.ts';

const HTML = 'text/html; charset=utf-8';
const CSS = 'text/css; charset=utf-8';

export interface DocsApiParts {
  /** Of the till. */
  version: string;
  clock: Clock;
}

/** What the routes are, for programs and for people. It tells nothing of the shop, and everybody may read it. */
export function docsRoutes(others: readonly Route[], { version, clock }: DocsApiParts): Route[] {
  let made: Promise<OpenApiDocument> | undefined;
  let page: { origin: string; text: string } | undefined;
  const routes: Route[] = [
    route(
      {
        method: 'get',
        path: '/openapi.json',
        act: 'readDocs',
        summary: 'This document',
        answers: { 200: { description: 'OpenAPI 3.1', schema: z.record(z.string(), z.unknown()) } },
      },
      async () => ({ status: 200, body: { ...(await document()) } }),
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
        const origin = `${request.protocol}://${request.headers.host ?? 'localhost'}`;
        if (page?.origin !== origin) page = { origin, text: docsPage(await document(), origin) };
        return { status: 200, body: page.text };
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
    return maker.document();
  };
  const document = () => {
    made ??= make();
    return made;
  };
  return routes;
}
