import express, { type RequestHandler, type Response } from 'express';

/** The built pages and all that belongs to them, each file in the smallest form that the browser takes. */
export interface BuiltPages {
  files: RequestHandler;
  /** Answers with the page of that name, whatever was asked for. */
  page(name: string): RequestHandler;
}

/**
 * Smallest first. Browsers take `br` only over TLS and from the machine itself, so a shop's tablets get `gzip`. The
 * build packs what gains by it, under the same names, into folders beside the pages': `public.br`, `public.gzip`.
 */
const ENCODINGS = ['br', 'gzip'] as const;

/** Serves what the build made. `publicDir`: the folder of the plain files. */
export function builtPages(publicDir: string): BuiltPages {
  const packed = ENCODINGS.map((encoding) => ({
    encoding,
    serve: serveFolder(`${publicDir}.${encoding}`, (response) => {
      response.setHeader('Content-Encoding', encoding);
    }),
  }));
  const plain = serveFolder(publicDir);
  const files: RequestHandler = (request, response, next) => {
    response.vary('Accept-Encoding');
    const taken = packed.filter(({ encoding }) => request.acceptsEncodings(encoding) !== false);
    const inTurn = [...taken.map(({ serve }) => serve), plain];
    const serve = (error?: unknown): void => {
      const first = inTurn.shift();
      if (error !== undefined || first === undefined) next(error);
      else first(request, response, serve);
    };
    serve();
  };
  const page =
    (name: string): RequestHandler =>
    (request, response, next) => {
      request.url = `/${name}/index.html`;
      files(request, response, next);
    };
  return { files, page };
}

/** A file that is not there is passed on. */
function serveFolder(folder: string, mark: (response: Response) => void = () => {}): RequestHandler {
  return express.static(folder, {
    index: false,
    redirect: false,
    immutable: true,
    maxAge: '1y',
    setHeaders: (response, file) => {
      mark(response);
      // Files whose names carry no hash of their content must be asked for again.
      if (!/-[A-Za-z0-9_-]{8,}\.\w+$/.test(file)) response.setHeader('Cache-Control', 'no-cache');
    },
  });
}
