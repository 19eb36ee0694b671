using LossDsl.Roslyn.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.Generators;

/// <summary>LDSL1001: a declared type that the generator cannot complete, or that is not partial.</summary>
/// <remarks>
/// The generator must report it: the compiler has an error of its own for such a type (CS0311 or CS0260), and then does not run
/// analyzers. All other errors of declarations are reported by the analyzers, including a class that is not a record.
/// </remarks>
/// <param name="Message">The message.</param>
/// <param name="Path">The path of the file.</param>
/// <param name="Span">The span of the type's name.</param>
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

    /// <summary>Creates the error of a type; null if there is none.</summary>
    public static UnsupportedType? TryCreate(INamedTypeSymbol type, SyntaxNode node, CancellationToken cancellation) =>
        node is TypeDeclarationSyntax declared && PartialRecord.GetReportedError(type, cancellation) is { } message
            ? new UnsupportedType(message, declared.SyntaxTree.FilePath, declared.Identifier.Span)
            : null;

    /// <summary>
    /// Reports the error with a location in the syntax tree, so that <c>#pragma</c> and <c>.editorconfig</c> apply.
    /// </summary>
    public void Report(SourceProductionContext output, Compilation compilation)
    {
        var tree = compilation.SyntaxTrees.FirstOrDefault(tree => tree.FilePath == Path);
        output.ReportDiagnostic(Diagnostic.Create(Rule, tree is null ? Location.None : Location.Create(tree, Span), Message));
    }
}
