using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Configs;

/// <summary>The settings that a new config surely has, and where they are given.</summary>
internal sealed class KnownSettings
{
    private readonly Dictionary<string, (object? Value, bool IsKnown, SyntaxNode Place)> _given = new(StringComparer.Ordinal);
    private readonly INamedTypeSymbol? _made;

    // What is made anew has the defaults of its type where nothing else is given.
    private KnownSettings(IObjectOrCollectionInitializerOperation? initializer, INamedTypeSymbol? made = null)
    {
        _made = made;
        foreach (var entry in initializer?.Initializers ?? [])
        {
            if (entry is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property }, Value: var value })
                _given[property.Name] = (Arithmetic.Value(value), Arithmetic.IsKnown(value), value.Syntax);
        }
    }

    /// <summary>Reads the creation of a config, or a <c>with</c>, which keeps what it does not name.</summary>
    public static KnownSettings Of(IOperation operation) => operation switch
    {
        IWithOperation with => new(with.Initializer),
        IObjectCreationOperation { Constructor.IsImplicitlyDeclared: true, Arguments.IsEmpty: true } creation =>
            new(creation.Initializer, creation.Type as INamedTypeSymbol),
        IObjectCreationOperation creation => new(creation.Initializer),
        _ => new(null),
    };

    /// <summary>A setting with its value; null where that is not known.</summary>
    public Setting? Find(IPropertySymbol property)
    {
        if (_given.TryGetValue(property.Name, out var given))
            return given.IsKnown ? Known(given.Value) : null;
        return _made is not null && !property.IsRequired && DefaultReader.Read(property, _made) is { IsKnown: true, Value: var value }
            ? Known(value)
            : null;

        Setting Known(object? value) => new(property.Name, property.Type.Typed(value), property.SetWhen());
    }

    /// <summary>Where a setting is given; null where it is not.</summary>
    public SyntaxNode? Place(IPropertySymbol property) => _given.TryGetValue(property.Name, out var given) ? given.Place : null;
}
