using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Tests.Harness;

/// <summary>The tests of one rule and its fix.</summary>
/// <param name="id">The id of the rule, of an analyzer that has several.</param>
/// <typeparam name="TAnalyzer">The rule's analyzer.</typeparam>
/// <typeparam name="TFix">Its fix.</typeparam>
public abstract class FixTest<TAnalyzer, TFix>(string? id = null) : RuleTest<TAnalyzer>(id)
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFix : CodeFixProvider, new()
{
    /// <summary>
    /// Passes where fixing the first diagnostic, then the first that is left, and so on gives the expected source, and
    /// fixing all at once gives the same; afterwards the compiler and the rule are content.
    /// </summary>
    protected async Task Fixes(string before, string after)
    {
        var document = Workbench.Document(before);
        for (var rounds = 0; await Offered(document) is { } action; rounds++)
        {
            Assert.InRange(rounds, 0, 20);
            document = await Applied(action, document);
        }

        Assert.Equal(after, await Text(document));
        Assert.Equal(after, await Text(await FixedAtOnce(Workbench.Document(before))));
        Assert.Empty(await Workbench.Errors(document));
        Assert.Empty(await Analyze(document));
    }

    /// <summary>Passes where the rule speaks but no fix is offered.</summary>
    protected async Task OffersNothing(string source)
    {
        var document = Workbench.Document(source);
        Assert.NotEmpty(await Analyze(document));
        Assert.Null(await Offered(document));
    }

    private async Task<CodeAction?> Offered(Document document)
    {
        CodeAction? offered = null;
        foreach (var diagnostic in await Analyze(document))
        {
            if (offered is null)
                await new TFix().RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => offered ??= action, default));
        }

        return offered;
    }

    private async Task<Document> FixedAtOnce(Document document)
    {
        var (fix, action) = (new TFix(), await Offered(document));
        Assert.NotNull(action);
        var said = await Analyze(document);
        var context = new FixAllContext(
            document, fix, FixAllScope.Document, action.EquivalenceKey!, fix.FixableDiagnosticIds, new Known(said), default);
        return await Applied((await fix.GetFixAllProvider()!.GetFixAsync(context))!, document);
    }

    private static async Task<Document> Applied(CodeAction action, Document document)
    {
        var changes = (await action.GetOperationsAsync(default)).OfType<ApplyChangesOperation>().Single();
        return changes.ChangedSolution.GetDocument(document.Id)!;
    }

    private static async Task<string> Text(Document document) => (await document.GetTextAsync()).ToString();

    private sealed class Known(ImmutableArray<Diagnostic> said) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(said);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(said);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
