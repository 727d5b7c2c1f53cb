import type { PrintBlock, PrintDocument } from '../../shared/receipt/print-document.ts';

type PaperViewProps = { readonly document: PrintDocument; readonly label: string };

/** The page as it would be on paper, black on white in every theme. */
export function PaperView({ document, label }: PaperViewProps) {
  return (
    <div className="paper" role="document" aria-label={label} tabIndex={0}>
      {document.blocks.map((block, index) => (
        // A page never changes while it is shown.
        <Block key={index} block={block} />
      ))}
    </div>
  );
}

function Block({ block }: { readonly block: PrintBlock }) {
  switch (block.kind) {
    case 'rule':
      return <hr />;
    case 'gap':
      return <div className="paper-gap" />;
    case 'text':
      return (
        <p className={`paper-${block.look}`} data-align={block.align}>
          {block.text}
        </p>
      );
    case 'row':
      return (
        <p className={`paper-row paper-${block.look}`}>
          <span className="paper-lead">{block.lead}</span>
          <span>{block.text}</span>
          <span className="paper-amount">{block.amount}</span>
        </p>
      );
  }
}
