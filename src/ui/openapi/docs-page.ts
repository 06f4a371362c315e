import { curlOf } from './curl.ts';
import type { OpenApiDocument, Operation, Parameter, Reference, ResponseObject } from './document.ts';
import { type Html, html } from './html.ts';
import type { JsonSchema } from './json-schemas.ts';
import { shapeOf } from './shape.ts';

/** The document as a page for people. It needs no script. `origin`: how the reader reached the till, for the examples. */
export function docsPage(document: OpenApiDocument, origin: string): string {
  const { info, tags, paths, components } = document;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
  const chapters = tags
    .map((tag) => ({ ...tag, inIt: operations.filter(({ operation }) => operation.tags[0] === tag.name) }))
    .filter(({ inIt }) => inIt.length > 0);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${info.title}: ${info.summary}</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="docs.css">
</head>
<body>
<header>
<h1>${info.title} <small>${info.version}</small></h1>
<p>${code(info.description)}</p>
<p>The same for programs: <a href="openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
</header>
<nav aria-label="Chapters">
${chapters.map(
  ({ name, inIt }) => html`<h2><a href="#${name}">${name}</a></h2>
<ul>
${inIt.map(({ method, path, operation }) => html`<li><a href="#${operation.operationId}"><b>${method.toUpperCase()}</b> ${path}</a></li>\n`)}</ul>
`,
)}<h2><a href="#schemas">Schemas</a></h2>
</nav>
<main>
${chapters.map(
  ({ name, description, inIt }) => html`<section id="${name}">
<h2>${name}</h2>
<p>${description}</p>
${inIt.map((each) => operationHtml(each, origin, components))}</section>
`,
)}<section id="schemas">
<h2>Schemas</h2>
${Object.entries(components.schemas).map(
  ([name, schema]) => html`<article id="schema-${name}">
<h3>${name}</h3>
${schema.description === undefined ? '' : html`<p>${code(String(schema.description))}</p>`}
${shapeOf(schema)}
</article>
`,
)}</section>
</main>
</body>
</html>
`;
  return page.text;
}

interface Shown {
  method: string;
  path: string;
  operation: Operation;
}

function operationHtml(
  { method, path, operation }: Shown,
  origin: string,
  components: OpenApiDocument['components'],
): Html {
  const { operationId, summary, description, parameters = [], requestBody, responses, security } = operation;
  return html`<article id="${operationId}">
<h3><b class="${method}">${method.toUpperCase()}</b> <code>/api/v1${path}</code></h3>
<p>${summary}.</p>
${description === undefined ? '' : html`<p>${code(description)}</p>`}
<p class="who">${whoMay(security)}</p>
${parameters.length === 0 ? '' : parametersHtml(parameters)}
${requestBody === undefined ? '' : html`<h4>Body</h4>\n${contentHtml(requestBody.content)}`}
<h4>Answers</h4>
<dl>
${Object.entries(responses).map(([status, response]) => {
  const { description: meaning, content } = found(response, components);
  return html`<dt>${status}</dt><dd>${code(meaning)}${content === undefined ? '' : contentHtml(content)}</dd>\n`;
})}</dl>
<h4>With curl</h4>
<pre tabindex="0"><code>${curlOf({ method, path, operation }, origin, components.schemas)}</code></pre>
</article>
`;
}

const NOWHERE: ResponseObject = { description: '' };

function found(
  response: ResponseObject | Reference,
  { responses }: OpenApiDocument['components'],
): ResponseObject {
  if (!('$ref' in response)) return response;
  return responses[response.$ref.split('/').at(-1) ?? ''] ?? NOWHERE;
}

function whoMay(security: Operation['security']): Html {
  if (security.length === 1) return html`Everybody.`;
  const scope = security.flatMap(({ program }) => program ?? [])[0];
  const roles = security.flatMap(({ device }) => device ?? []);
  return html`From the till's own machine; a program with ${
    scope === undefined ? html`no scope can` : html`the scope <code>${scope}</code>`
  }; a device paired as ${roles.join(', ')}.`;
}

const PLACES = { path: 'in the address', query: 'behind ?', header: 'a header' } as const;

function parametersHtml(parameters: Parameter[]): Html {
  return html`<h4>Parameters</h4>
<dl>
${parameters.map(
  ({ name, in: place, required, description, schema }) =>
    html`<dt><code>${name}</code></dt><dd>${PLACES[place]}${required ? ', required' : ''}: ${shapeOf(schema)}${
      description === undefined ? '' : html`. ${code(description)}`
    }</dd>\n`,
)}</dl>
`;
}

function contentHtml(content: NonNullable<Operation['requestBody']>['content']): Html {
  return html`${Object.entries(content).map(([type, { schema, example }]) =>
    type === 'application/problem+json'
      ? codesHtml(schema)
      : html`<div>${type === 'application/json' ? '' : html`<code>${type}</code> `}${shapeOf(schema)}</div>
${example === undefined ? '' : html`<pre tabindex="0"><code>${JSON.stringify(example, null, 2)}</code></pre>`}`,
  )}`;
}

function codesHtml({ allOf }: JsonSchema): Html {
  const [, { properties }] = allOf as [unknown, { properties: { code: { enum: string[] } } }];
  return html`: ${properties.code.enum.map((name) => html`<code>${name}</code> `)}`;
}

/** What stands between backticks is shown as code. */
function code(text: string): Html {
  return html`${text.split(/`([^`]+)`/).map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}
