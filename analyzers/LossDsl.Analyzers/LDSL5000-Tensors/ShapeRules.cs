using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace LossDsl.Analyzers.Tensors;

/// <summary>The rules about the shapes and element types of tensors.</summary>
public static class ShapeRules
{
    /// <summary>The property of a diagnostic that names the change that mends it: one of the constants below.</summary>
    public const string CodeEdit = "mend";

    /// <summary>A dimension more at the end of the expression.</summary>
    public const string Unsqueeze = "unsqueeze";

    /// <summary>The next-token view of the property.</summary>
    public const string NextToken = "next";

    /// <summary>Another dimension in the reduction: the property <see cref="Dim"/> holds it.</summary>
    public const string OtherDim = "dim";

    /// <summary>The logical negation of a mask instead of a subtraction.</summary>
    public const string Negation = "not";

    /// <summary>The name of the parameter in front of the literal 0.</summary>
    public const string NamedDim = "name";

    /// <summary>The property of a diagnostic that holds the dimension that was meant.</summary>
    public const string Dim = "meant";

    public static readonly DiagnosticDescriptor LengthsMustAgree = Declare("LDSL5007", "Shapes must agree where tensors meet");

    public static readonly DiagnosticDescriptor DimensionsMustExist = Declare("LDSL5008", "A dimension must be one that the tensor has");

    public static readonly DiagnosticDescriptor ViewsMustKeepElements = Declare("LDSL5009", "A view must have the number of elements of its tensor");

    public static readonly DiagnosticDescriptor ShapesMustBeAsDeclared = Declare("LDSL5010", "A tensor must have the shape that is declared for it");

    public static readonly DiagnosticDescriptor ElementTypesMustFit = Declare("LDSL5011", "A tensor must have an element type that its use allows");

    /// <summary>All of them.</summary>
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
