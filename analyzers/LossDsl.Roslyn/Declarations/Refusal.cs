using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Roslyn.Declarations;

/// <summary>LDSL1001: no other file can complete the type.</summary>
internal static class Refusal
{
    /// <summary>The id of the rule.</summary>
    public const string Id = "LDSL1001";

    /// <summary>What is wrong; null where nothing is.</summary>
    public static string? Of(INamedTypeSymbol type, CancellationToken cancellation) =>
        Problem(type, cancellation) is { } problem
            ? $"{type.Name} must be a partial record class for its members to be generated: {problem}"
            : null;

    private static string? Problem(INamedTypeSymbol type, CancellationToken cancellation)
    {
        // The attributes allow classes only, which the language says itself.
        if (type.TypeKind != TypeKind.Class)
            return null;
        if (!type.IsRecord)
            return "it is a class that is no record";
        if (type.IsFileLocal)
            return "it is local to its file";
        if (!IsPartial(type, cancellation))
            return "it is not partial";
        for (var container = type.ContainingType; container is not null; container = container.ContainingType)
        {
            if (container.IsFileLocal)
                return $"its container {container.Name} is local to its file";
            if (!IsPartial(container, cancellation))
                return $"its container {container.Name} is not partial";
        }

        return null;
    }

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.All(part =>
            part.GetSyntax(cancellation) is TypeDeclarationSyntax declared && declared.Modifiers.Any(SyntaxKind.PartialKeyword));
}
