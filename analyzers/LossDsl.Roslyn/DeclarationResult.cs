using System.Collections.Immutable;
using LossDsl.Roslyn.Declarations;
using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn;

/// <summary>What one reading of a declaration gives: the generator writes the model, the analyzers report the diagnostics.</summary>
/// <remarks>The model equals that of an equal declaration. The rest belongs to one compilation, so it stays outside of the model.</remarks>
/// <param name="Model">The model; null where the record cannot be completed.</param>
/// <param name="Properties">The symbols of what the model lists, in its order.</param>
/// <param name="Problems">The mistakes of the declaration itself, bases excluded.</param>
internal sealed record DeclarationResult<TModel>(
    TModel? Model, ImmutableArray<IPropertySymbol> Properties, ImmutableArray<DeclarationDiagnostic> Diagnostics)
    where TModel : class, IDeclarationModel;
