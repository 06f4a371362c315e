import './paper.css';
import type { JSX } from 'preact';
import { directionOf } from '../../languages/tags.ts';
import type { Receipt, ReceiptLine } from '../../receipt-messages.ts';
import { keptTogether } from '../amount-text.ts';

/** A receipt, slip or report as it looks on paper: black on white by day and by night. */
export function Paper({ receipt }: { receipt: Receipt }): JSX.Element {
  const { language, widthMm, kind, lines, logo } = receipt;
  return (
    <article
      class={`paper paper-${widthMm}`}
      lang={language}
      dir={directionOf(language)}
      data-testid="paper"
      data-kind={kind}
    >
      {logo !== undefined && <img class="paper-logo" src={logo} alt="" />}
      {lines.map((line, index) => (
        <PaperLine key={index} line={line} />
      ))}
    </article>
  );
}

/** Whatever a shop wrote, in the direction of its own letters; where it stands is the paper's to say. */
const said = (text: string): JSX.Element => <bdi>{text}</bdi>;

function PaperLine({ line }: { line: ReceiptLine }): JSX.Element {
  switch (line.kind) {
    case 'heading':
      return <h1 class="paper-heading">{said(line.text)}</h1>;
    case 'banner':
      return <p class="paper-banner">{said(line.text)}</p>;
    case 'text':
      return <p class={line.align === 'center' ? 'paper-centre' : undefined}>{said(line.text)}</p>;
    case 'row':
    case 'total':
      return (
        <p class={`paper-${line.kind}`}>
          <span>{line.label}</span>
          <span class="paper-value">{said(keptTogether(line.value))}</span>
        </p>
      );
    case 'rule':
      return <hr class="paper-rule" />;
    case 'qr':
      return (
        <svg
          class="paper-code"
          viewBox={`0 0 ${line.size} ${line.size}`}
          role="img"
          aria-label={line.text}
          shape-rendering="crispEdges"
        >
          <path d={line.path} />
        </svg>
      );
  }
}
