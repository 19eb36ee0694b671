using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn;

/// <summary>Collects the mistakes that a reader finds in the declaration of a type.</summary>
/// <param name="type">The type.</param>
/// <param name="cancellation">Ends the reading.</param>
internal sealed class DiagnosticBag(INamedTypeSymbol type, CancellationToken cancellation)
{
    private readonly List<DeclarationDiagnostic> _found = [];

    /// <summary>The type whose declaration is read.</summary>
    public INamedTypeSymbol Type => type;

    /// <summary>Ends the reading.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>Why nothing useful can be generated: the first mistake that is an error, those of bases included; null where there is none.</summary>
    public string? DeclarationError { get; private set; }

    /// <summary>The mistakes of the type itself; those of a base are reported where the base is declared.</summary>
    public ImmutableArray<DeclarationDiagnostic> OwnDiagnostics => [.. _found.Where(problem => problem.Owner.Is(type) || problem.Owner.ContainingType.Is(type))];

    /// <summary>Notes an error: the members that are generated can only throw it.</summary>
    public void AddError(string rule, ISymbol owner, Location? location, string message, string? hint = null, string? value = null)
    {
        AddWarning(rule, owner, location, message, hint, value);
        DeclarationError ??= $"{rule}: {message}";
    }

    /// <summary>Notes a mistake that leaves the declaration usable.</summary>
    public void AddWarning(string rule, ISymbol owner, Location? location, string message, string? hint = null, string? value = null) =>
        _found.Add(new DeclarationDiagnostic(
            rule,
            owner,
            location ?? owner.GetDeclarationLocation(),
            message,
            hint is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(hint, value)));

    /// <summary>Notes that the compiler has an error of its own to report.</summary>
    public void MarkAsCompilerError(ISymbol owner) => DeclarationError ??= $"the declaration of {owner.Name} does not compile";

    /// <summary>Whether a mistake of a member is reported at the type: the member is of another assembly.</summary>
    public bool IsExternal(ISymbol member) => !member.ContainingType.Is(type) && member.DeclaringSyntaxReferences.IsEmpty;
}
