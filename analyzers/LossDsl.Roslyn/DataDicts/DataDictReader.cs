using LossDsl.Roslyn.Declarations;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.DataDicts;

/// <summary>Reads the declaration of a data dict.</summary>
internal static class DataDictReader
{
    /// <summary>The model of a data dict with the mistakes of its declaration.</summary>
    public static Reading<DataDictModel> Read(INamedTypeSymbol type, Vocabulary vocabulary, CancellationToken cancellation)
    {
        var (role, problems) = (Role.DataDict(vocabulary), new Problems(type, cancellation));
        var declaration = DeclarationReader.Read(role, vocabulary, problems);
        var (properties, tensors) = (new List<IPropertySymbol>(), new List<TensorModel>());
        IPropertySymbol? extra = null;
        var declaresTensors = type.AllProperties().Any(property => property.Has(vocabulary.Tensor));
        foreach (var property in type.AllProperties())
        {
            cancellation.ThrowIfCancellationRequested();
            if (property.Has(vocabulary.Extra))
            {
                ExtraProperty.Check(property, extra, vocabulary, problems);
                extra ??= property;
            }
            else if (TensorReader.Read(property, vocabulary, problems) is { } tensor)
            {
                properties.Add(property);
                tensors.Add(tensor);
            }
            else if (declaresTensors && !property.Has(vocabulary.Tensor))
            {
                ForgottenAttribute.Check(property, "Tensor(\"…\")", vocabulary, problems);
            }
        }

        UniqueKeys.Check(properties.Select((property, i) => (property, tensors[i].Key, TensorReader.KeyPlace(property, vocabulary, cancellation))), problems);
        Shapes.Check(properties, tensors, vocabulary, problems);
        ConstructibleRecord.Check("[Tensor]", member => member.Has(vocabulary.Tensor) || member.Has(vocabulary.Extra), problems);
        if (declaration is null)
            return new(null, [.. properties], problems.Own);

        var bases = DeclarationReader.CompletedBases(type, role, vocabulary).ToList();
        var model = new DataDictModel(
            declaration,
            DeclarationReader.Fault(role, vocabulary, problems),
            tensors.ToEquatableArray(),
            extra?.Name,
            bases.Exists(parent => parent.AllProperties().Any(property => TensorReader.IsAligned(property, vocabulary))),
            bases.SelectMany(parent => Configs(parent, vocabulary)).ToEquatableArray());
        return new(model, [.. properties], problems.Own);
    }

    private static IEnumerable<string> Configs(INamedTypeSymbol parent, Vocabulary vocabulary) =>
        parent.AllProperties().Select(property => ConditionReader.Config(property, vocabulary)).OfType<string>().Distinct();
}
