using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace LossDsl.CodeFixes;

/// <summary>
/// The base of code fixes for one rule. One fix, or all fixes of a document, are applied in one edit of the syntax tree.
/// </summary>
/// <param name="rule">The id of the rule.</param>
public abstract class RuleCodeFixProvider(string rule) : CodeFixProvider
{
    /// <summary>Creates the code fix of a rule.</summary>
    protected RuleCodeFixProvider(DiagnosticDescriptor rule)
        : this(rule.Id)
    {
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [rule];

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(
        async (context, document, diagnostics) => await ApplyEditsAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await FindAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } mend)
                context.RegisterCodeFix(
                    CodeAction.Create(
                        mend.Title,
                        async cancellation => await ApplyEditsAsync(context.Document, [diagnostic], cancellation).ConfigureAwait(false)
                            ?? context.Document,
                        equivalenceKey: rule),
                    diagnostic);
        }
    }

    /// <summary>The fix of a diagnostic; null if there is no obvious one.</summary>
    /// <param name="node">The innermost node at the diagnostic's location.</param>
    /// <param name="diagnostic">The diagnostic.</param>
    /// <param name="model">The semantic model of the document.</param>
    /// <param name="cancellation">Cancels the search.</param>
    protected abstract CodeEdit? Find(SyntaxNode node, Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation);

    private async Task<CodeEdit?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        return root is null || model is null || !root.FullSpan.Contains(diagnostic.Location.SourceSpan)
            ? null
            : Find(root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), diagnostic, model, cancellation);
    }

    private async Task<Document?> ApplyEditsAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root)
            return null;
        var editor = new SyntaxEditor(root, document.Project.Solution.Services);
        foreach (var diagnostic in diagnostics.OrderBy(other => other.Location.SourceSpan.Start))
        {
            if (await FindAsync(document, diagnostic, cancellation).ConfigureAwait(false) is { } mend)
                mend.Apply(editor);
        }

        return document.WithSyntaxRoot(editor.GetChangedRoot());
    }
}
