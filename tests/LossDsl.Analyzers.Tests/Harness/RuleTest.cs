using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Analyzers.Tests.Harness;

/// <summary>The tests of one rule.</summary>
/// <param name="id">The id of the rule, of an analyzer that has several.</param>
/// <typeparam name="TAnalyzer">The rule's analyzer.</typeparam>
public abstract class RuleTest<TAnalyzer>(string? id = null)
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    /// <summary>Passes where the rule speaks at the marks and nowhere else, with these messages where they are given.</summary>
    /// <param name="marked">Source that the compiler accepts.</param>
    /// <param name="messages">What the rule says, in order; none to leave that open.</param>
    protected Task Says(string marked, params string[] messages) => Says(DiagnosticSeverity.Error, marked, messages);

    /// <inheritdoc cref="Says(string, string[])"/>
    protected async Task Says(DiagnosticSeverity severity, string marked, params string[] messages)
    {
        var markup = Markup.Read(marked);
        Assert.NotEmpty(markup.Marks);
        var said = await SaidOf(Workbench.Document(markup.Source));
        Assert.Equal(markup.Marks.Select(mark => Shown(markup, mark.Span)), said.Select(diagnostic => Shown(markup, diagnostic.Location.SourceSpan)));
        if (messages.Length > 0)
            Assert.Equal(messages, said.Select(diagnostic => diagnostic.GetMessage()));
        Assert.All(said, diagnostic => Assert.Equal(severity, diagnostic.Severity));
    }

    /// <summary>Passes where the rule has nothing to say about source that the compiler accepts.</summary>
    protected async Task IsSilent(string source) => Assert.Empty(await SaidOf(Workbench.Document(source)));

    /// <summary>Passes where the rule has nothing to say about source in a project without LossDsl.</summary>
    protected async Task IsSilentWithoutLossDsl(string source) => Assert.Empty(await SaidOf(Workbench.ForeignDocument(source)));

    private async Task<IReadOnlyList<Diagnostic>> SaidOf(Document document)
    {
        Assert.Empty(await Workbench.Errors(document));
        return await Analyze(document);
    }

    /// <summary>What the rule says of a document.</summary>
    private protected async Task<ImmutableArray<Diagnostic>> Analyze(Document document) =>
        [.. (await Workbench.Analyze(document, new TAnalyzer())).Where(diagnostic => id is null || diagnostic.Id == id)];

    private static string Shown(Markup markup, Microsoft.CodeAnalysis.Text.TextSpan span) => $"{span} {markup.Source.Substring(span.Start, span.Length)}";
}
