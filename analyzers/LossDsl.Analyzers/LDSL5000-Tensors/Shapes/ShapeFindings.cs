using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>Collects the diagnostics of a method, at most one per location.</summary>
/// <param name="root">The body that is analyzed.</param>
internal sealed class ShapeFindings(IOperation root)
{
    private readonly List<Diagnostic> _findings = [];
    private readonly HashSet<SyntaxNode> _places = [];
    private readonly Lazy<bool> _isExpected = new(() => ExpectedFailure.IsIn(root));

    /// <summary>Adds a diagnostic, unless the code around it tests for shapes, or expects it to fail.</summary>
    public void Add(DiagnosticDescriptor rule, IOperation place, string message, string? mend = null, string? dim = null)
    {
        if (root.Syntax.SyntaxTree != place.Syntax.SyntaxTree || _isExpected.Value || IsExpected(place) || !_places.Add(place.Syntax))
            return;
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (mend is not null)
            properties = properties.Add(ShapeRules.CodeEdit, mend).Add(ShapeRules.Dim, dim);
        _findings.Add(Diagnostic.Create(rule, place.Syntax.GetLocation(), properties, message));
    }

    /// <summary>The diagnostics, ordered by location.</summary>
    public ImmutableArray<Diagnostic> ToImmutable() => [.. _findings.OrderBy(finding => finding.Location.SourceSpan.Start)];

    private static bool IsExpected(IOperation place)
    {
        if (ExpectedFailure.Surrounds(place))
            return true;
        for (var (inner, outer) = (place, place.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            if (outer is ITryOperation attempt && ReferenceEquals(attempt.Body, inner) && !attempt.Catches.IsEmpty)
                return true;
            if (outer is IConditionalOperation choice && !ReferenceEquals(choice.Condition, inner) && AsksForShape(choice.Condition))
                return true;
            if (outer is ISwitchOperation many && AsksForShape(many.Value))
                return true;
            if (outer is ISwitchExpressionOperation some && AsksForShape(some.Value))
                return true;
        }

        return false;
    }

    // if (mask.ndim == 3): the condition may tell more about the shape than the analysis knows.
    private static bool AsksForShape(IOperation condition) => condition.DescendantsAndSelf().Any(part => part switch
    {
        IPropertyReferenceOperation { Property.Name: "shape" or "ndim" } => true,
        IInvocationOperation { TargetMethod.Name: "size" or "dim" or "numel" } => true,
        _ => false,
    });
}
