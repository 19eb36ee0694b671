using LossDsl.Roslyn.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.Generators;

/// <summary>LDSL1001: a declared type that the generator cannot complete, or that is not partial.</summary>
/// <remarks>
/// Only the generator can report it: the compiler has an error of its own about such a type (CS0311 or CS0260), and stops
/// before it runs analyzers. All other mistakes of declarations are reported by the analyzers, a class that is no record
/// among them.
/// </remarks>
/// <param name="Message">What is wrong.</param>
/// <param name="Path">The file that it stands in.</param>
/// <param name="Span">The place of its name.</param>
internal sealed record UnsupportedType(string Message, string Path, TextSpan Span)
{
    /// <summary>The rule.</summary>
    public static readonly DiagnosticDescriptor Rule = new(
        PartialRecord.Id,
        "A declared type must be a partial record",
        "{0}",
        "LossDsl.Declarations",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "https://github.com/lossdsl/lossdsl/blob/main/docs/rules/LDSL1001.md");

    /// <summary>The refusal of a type; null where there is nothing to report.</summary>
    public static UnsupportedType? TryCreate(INamedTypeSymbol type, SyntaxNode node, CancellationToken cancellation) =>
        node is TypeDeclarationSyntax declared && PartialRecord.GetReportedError(type, cancellation) is { } message
            ? new UnsupportedType(message, declared.SyntaxTree.FilePath, declared.Identifier.Span)
            : null;

    /// <summary>Reports it, with a place that knows its file, so that <c>#pragma</c> and <c>.editorconfig</c> count.</summary>
    public void Report(SourceProductionContext output, Compilation compilation)
    {
        var tree = compilation.SyntaxTrees.FirstOrDefault(tree => tree.FilePath == Path);
        output.ReportDiagnostic(Diagnostic.Create(Rule, tree is null ? Location.None : Location.Create(tree, Span), Message));
    }
}
