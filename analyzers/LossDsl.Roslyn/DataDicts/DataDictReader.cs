using LossDsl.Roslyn.Declarations;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.DataDicts;

/// <summary>Reads the declaration of a data dict.</summary>
internal static class DataDictReader
{
    /// <summary>The model of a data dict and the diagnostics of its declaration.</summary>
    public static DeclarationResult<DataDictModel> Read(INamedTypeSymbol type, KnownSymbols symbols, CancellationToken cancellation)
    {
        var (role, diagnostics) = (Role.DataDict(symbols), new DiagnosticBag(type, cancellation));
        var declaration = DeclarationReader.Read(role, symbols, diagnostics);
        var (properties, tensors) = (new List<IPropertySymbol>(), new List<TensorModel>());
        IPropertySymbol? extra = null;
        var declaresTensors = type.GetAllProperties().Any(property => property.HasAttribute(symbols.TensorAttribute));
        foreach (var property in type.GetAllProperties())
        {
            cancellation.ThrowIfCancellationRequested();
            if (property.HasAttribute(symbols.ExtraAttribute))
            {
                ExtraProperty.Check(property, extra, symbols, diagnostics);
                extra ??= property;
            }
            else if (TensorReader.Read(property, symbols, diagnostics) is { } tensor)
            {
                properties.Add(property);
                tensors.Add(tensor);
            }
            else if (declaresTensors && !property.HasAttribute(symbols.TensorAttribute))
            {
                ForgottenAttribute.Check(property, "Tensor(\"…\")", symbols, diagnostics);
            }
        }

        UniqueKeys.Check(properties.Select((property, i) => (property, tensors[i].Key, TensorReader.GetKeyLocation(property, symbols, cancellation))), diagnostics);
        Shapes.Check(properties, tensors, symbols, diagnostics);
        ConstructibleRecord.Check("[Tensor]", member => member.HasAttribute(symbols.TensorAttribute) || member.HasAttribute(symbols.ExtraAttribute), diagnostics);
        if (declaration is null)
            return new(null, [.. properties], diagnostics.OwnDiagnostics);

        var bases = DeclarationReader.GetCompletedBases(type, role, symbols).ToList();
        var model = new DataDictModel(
            declaration,
            DeclarationReader.GetError(role, symbols, diagnostics),
            tensors.ToEquatableArray(),
            extra?.Name,
            bases.Exists(parent => parent.GetAllProperties().Any(property => TensorReader.IsAligned(property, symbols))),
            bases.SelectMany(parent => Configs(parent, symbols)).ToEquatableArray());
        return new(model, [.. properties], diagnostics.OwnDiagnostics);
    }

    private static IEnumerable<string> Configs(INamedTypeSymbol parent, KnownSymbols symbols) =>
        parent.GetAllProperties().Select(property => ConditionReader.GetConfigType(property, symbols)).OfType<string>().Distinct();
}
