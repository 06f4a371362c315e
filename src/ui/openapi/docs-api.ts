import { z } from 'zod';
import { type Route, type RouteSpec, route } from '../route.ts';
import { docsPage } from './docs-page.ts';
import { DOCS_STYLE } from './docs-style.ts';
import { type OpenApiDocument, openApiDocument } from './document.ts';

const HTML = 'text/html; charset=utf-8';
const CSS = 'text/css; charset=utf-8';

/** What the routes are, for programs and for people. It tells nothing of the shop, and everybody may read it. */
export function docsRoutes(others: readonly Route[], version: string): Route[] {
  let made: OpenApiDocument | undefined;
  const routes: Route[] = [
    route(
      {
        method: 'get',
        path: '/openapi.json',
        act: 'readDocs',
        summary: 'This document',
        answers: { 200: { description: 'OpenAPI 3.1', schema: z.record(z.string(), z.unknown()) } },
      },
      () => ({ status: 200, body: { ...document() } }),
    ),
    route(
      {
        method: 'get',
        path: '/docs',
        act: 'readDocs',
        summary: 'The same as a page for people',
        answers: { 200: { description: 'A page without scripts', schema: z.string(), type: HTML } },
      },
      ({ request }) => {
        const origin = `${request.protocol}://${request.headers.host ?? 'localhost'}`;
        return { status: 200, body: docsPage(document(), origin) };
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
  /** Made when somebody asks for the first time: a till must not start later for it. */
  const document = () => {
    made ??= openApiDocument(specs, version);
    return made;
  };
  return routes;
}
