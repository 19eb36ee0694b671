using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn;

/// <summary>Collects the diagnostics of a type's declaration while it is read.</summary>
/// <param name="type">The type.</param>
/// <param name="cancellation">Cancels the reading.</param>
internal sealed class DiagnosticBag(INamedTypeSymbol type, CancellationToken cancellation)
{
    private readonly List<DeclarationDiagnostic> _found = [];

    public INamedTypeSymbol Type => type;

    public CancellationToken Cancellation => cancellation;

    /// <summary>
    /// The message of the first error, base types included; null if there is none. The generated members throw it.
    /// </summary>
    public string? DeclarationError { get; private set; }

    /// <summary>The diagnostics of the type itself. Those of a base type are reported where the base is declared.</summary>
    public ImmutableArray<DeclarationDiagnostic> OwnDiagnostics => [.. _found.Where(problem => problem.Owner.Is(type) || problem.Owner.ContainingType.Is(type))];

    /// <summary>Adds an error. The generated members throw its message.</summary>
    public void AddError(string rule, ISymbol owner, Location? location, string message, string? hint = null, string? value = null)
    {
        AddWarning(rule, owner, location, message, hint, value);
        DeclarationError ??= $"{rule}: {message}";
    }

    /// <summary>Adds a diagnostic that leaves the declaration usable.</summary>
    public void AddWarning(string rule, ISymbol owner, Location? location, string message, string? hint = null, string? value = null) =>
        _found.Add(new DeclarationDiagnostic(
            rule,
            owner,
            location ?? owner.GetDeclarationLocation(),
            message,
            hint is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(hint, value)));

    /// <summary>Marks the declaration as invalid without a diagnostic: the compiler reports the error.</summary>
    public void MarkAsCompilerError(ISymbol owner) => DeclarationError ??= $"the declaration of {owner.Name} does not compile";

    /// <summary>Whether a member is from a referenced assembly, so that its diagnostics are reported at the type.</summary>
    public bool IsExternal(ISymbol member) => !member.ContainingType.Is(type) && member.DeclaringSyntaxReferences.IsEmpty;
}
