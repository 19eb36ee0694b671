using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.DataDicts;

/// <summary>LDSL1014: entries of a batch that are no declared tensors go into one <c>[Extra]</c> dictionary.</summary>
internal static class ExtraProperty
{
    /// <summary>The diagnostic property that tells the code fix that the property's type is wrong.</summary>
    public const string WrongType = "type";

    /// <summary>Reports a property that is not a valid <c>[Extra]</c> property.</summary>
    public static void Check(IPropertySymbol property, IPropertySymbol? first, KnownSymbols symbols, DiagnosticBag diagnostics)
    {
        var isWrongType = !IsDictionary(property.Type);
        var problem = isWrongType ? "be of type IReadOnlyDictionary<string, object?>"
            : property.IsStatic ? "not be static"
            : property.GetMethod is null || property.SetMethod is null ? "have the accessors get and init (or set)"
            : property.HasAttribute(symbols.TensorAttribute) ? "not be a [Tensor] as well"
            : first is not null ? $"not be declared beside {first.Name}, which is that dictionary already"
            : null;
        if (property.Type.TypeKind == TypeKind.Error)
            diagnostics.MarkAsCompilerError(property);
        else if (problem is not null)
            diagnostics.AddError(
                "LDSL1014", property, location: null, $"{property.Name} is declared as [Extra], so it must {problem}", isWrongType ? WrongType : null);
    }

    private static bool IsDictionary(ITypeSymbol type) =>
        type is INamedTypeSymbol { MetadataName: "IReadOnlyDictionary`2", ContainingNamespace.Name: "Generic", TypeArguments: [var key, var value] }
        && key.SpecialType == SpecialType.System_String
        && value is { SpecialType: SpecialType.System_Object, NullableAnnotation: not NullableAnnotation.NotAnnotated };
}
