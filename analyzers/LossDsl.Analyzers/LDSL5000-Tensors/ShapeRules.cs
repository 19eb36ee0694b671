using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors;

/// <summary>The descriptors of the rules about the shapes and element types of tensors.</summary>
public static class ShapeRules
{
    /// <summary>The diagnostic property that names the code fix: one of the constants below.</summary>
    public const string CodeEdit = "mend";

    /// <summary>Append <c>unsqueeze</c> to the expression.</summary>
    public const string Unsqueeze = "unsqueeze";

    /// <summary>Read the property from the next-token view.</summary>
    public const string NextToken = "next";

    /// <summary>Reduce another dimension, which the property <see cref="Dim"/> holds.</summary>
    public const string OtherDim = "dim";

    /// <summary>Negate the mask with <c>logical_not()</c> instead of a subtraction.</summary>
    public const string Negation = "not";

    /// <summary>Name the parameter of the literal 0.</summary>
    public const string NamedDim = "name";

    /// <summary>The diagnostic property that holds the dimension that was meant.</summary>
    public const string Dim = "meant";

    public static readonly DiagnosticDescriptor LengthsMustAgree = Declare("LDSL5007", "Shapes must agree where tensors meet");

    public static readonly DiagnosticDescriptor DimensionsMustExist = Declare("LDSL5008", "A dimension must be one that the tensor has");

    public static readonly DiagnosticDescriptor ViewsMustKeepElements = Declare("LDSL5009", "A view must have the number of elements of its tensor");

    public static readonly DiagnosticDescriptor ShapesMustBeAsDeclared = Declare("LDSL5010", "A tensor must have the shape that is declared for it");

    public static readonly DiagnosticDescriptor ElementTypesMustFit = Declare("LDSL5011", "A tensor must have an element type that its use allows");

    /// <summary>All rules of this group.</summary>
    public static readonly ImmutableArray<DiagnosticDescriptor> All =
        [LengthsMustAgree, DimensionsMustExist, ViewsMustKeepElements, ShapesMustBeAsDeclared, ElementTypesMustFit];

    private static DiagnosticDescriptor Declare(string id, string title) => new(
        id,
        title,
        "{0}",
        Category.Tensors,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Root + id + ".md");
}
