using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors;

/// <summary>
/// The descriptors of the rules about the counts that losses are divided by, sums of losses, and token alignment.
/// </summary>
public static class LossArithmeticRules
{
    /// <summary>The diagnostic property of LDSL5002 that is present if the location is the division itself.</summary>
    public const string IsLocalKey = "here";

    /// <summary>The diagnostic property of LDSL5004 that holds the source of the expression for the whole batch.</summary>
    public const string BatchKey = "batch";

    public static readonly DiagnosticDescriptor LossesMustBeAdded = Declare(
        "LDSL5002", "The losses of microbatches must be added, not averaged", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor TensorsMustBeAligned = Declare(
        "LDSL5003", "A per-token tensor must have the alignment that is declared", DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor CountsMustBeOfTheStep = Declare(
        "LDSL5004", "Valid tokens and sequences must be counted over the whole step", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor CountsMustBeCurrent = Declare(
        "LDSL5006", "Valid tokens and sequences must be counted after rows are dropped", DiagnosticSeverity.Warning);

    /// <summary>All rules of this group.</summary>
    public static readonly ImmutableArray<DiagnosticDescriptor> All =
        [LossesMustBeAdded, TensorsMustBeAligned, CountsMustBeOfTheStep, CountsMustBeCurrent];

    private static DiagnosticDescriptor Declare(string id, string title, DiagnosticSeverity severity) => new(
        id,
        title,
        "{0}",
        Category.Tensors,
        severity,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + id + ".md");
}
